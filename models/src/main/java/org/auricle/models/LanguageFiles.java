package org.auricle.models;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;

/**
 * Reads the files that {@link LanguageParts} and word pieces come from, whose checksums have been
 * verified. In a folder they are used, and mapped, where they are; otherwise as a copy that only
 * this user can read.
 */
final class LanguageFiles {
  private static final long MAX_BYTES = 16L << 30; // of one file

  private final BundleSource source;
  private final Map<String, String> checksums; // of all files of the bundle, by name

  /** Makes something of a file. */
  private interface Opener<T> {
    T open(Path file) throws IOException;
  }

  LanguageFiles(BundleSource source, Map<String, String> checksums) {
    this.source = source;
    this.checksums = checksums;
  }

  /**
   * Reads what there is.
   *
   * @throws BundleException naming the file that cannot be used, and why
   */
  LanguageParts parts(TokenTable tokens) throws IOException {
    return new LanguageParts(
        open(LanguageParts.LEXICON_FILE, file -> Lexicon.read(file, tokens)),
        open(LanguageParts.WORDS_FILE, LanguageFiles::ngrams),
        open(LanguageParts.TOKENS_FILE, LanguageFiles::ngrams),
        open(
            LanguageParts.RESCORER_FILE,
            file -> LstmLmFile.read(Files.readAllBytes(file), file.toString())),
        open(LanguageParts.PRONOUNCER_FILE, file -> pronouncer(file, tokens)));
  }

  /**
   * Reads the word pieces, if there are any.
   *
   * @throws BundleException as {@link #parts}, also if one is not among the tokens
   */
  Optional<PieceModel> pieces(TokenTable tokens) throws IOException {
    Optional<PieceModel> pieces = open(ModelBundle.PIECES_FILE, PieceModel::read);
    for (String text : pieces.map(PieceModel::texts).orElse(List.of())) {
      if (tokens.id(text) < 0) {
        throw new BundleException(
            source.location(),
            ModelBundle.PIECES_FILE,
            "piece \"" + text + "\" (expected: one of the tokens)");
      }
    }
    return pieces;
  }

  private static Pronouncer pronouncer(Path file, TokenTable tokens) throws IOException {
    return Pronouncer.open(file.toString()).requirePhonesOf(tokens, file.toString());
  }

  private static LanguageModel ngrams(Path file) throws IOException {
    return NgramModel.open(file);
  }

  private <T> Optional<T> open(String name, Opener<T> opener) throws IOException {
    if (!checksums.containsKey(name)) {
      return Optional.empty();
    }
    if (source instanceof BundleSource.Folder folder) {
      return Optional.of(open(folder.real(name), name, opener));
    }
    Path temporary = Files.createTempDirectory("auricle-");
    try {
      Path copy = temporary.resolve(name);
      try (OutputStream out = Files.newOutputStream(copy)) {
        source.read(name, MAX_BYTES, out);
      }
      return Optional.of(open(copy, name, opener));
    } finally {
      Folders.delete(temporary);
    }
  }

  private <T> T open(Path file, String name, Opener<T> opener) throws IOException {
    try {
      return opener.open(file);
    } catch (IOException e) {
      String problem =
          String.valueOf(e.getMessage()).replace(file + ": ", "").replace(file + " ", "");
      throw new BundleException(source.location(), name, problem);
    }
  }
}
