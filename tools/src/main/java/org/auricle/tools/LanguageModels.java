package org.auricle.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.models.LstmLmFile;

/** Language models of any kind, told apart by what is in the file, whatever its name. */
final class LanguageModels {
  private LanguageModels() {}

  /** Opens an n-gram model, ARPA or binary, or an LSTM's safetensors. */
  static LanguageModel open(Path file) throws IOException {
    return isSafetensors(file) ? lstm(file) : NgramModel.open(file);
  }

  /** Opens an LSTM's safetensors for an option that takes nothing else. */
  static LstmLanguageModel openLstm(Path file, String option) throws IOException {
    if (isSafetensors(file)) {
      return lstm(file);
    }
    NgramModel.open(file); // if it is no model at all, that is what to say
    throw new InputException(
        "%s: %s is an n-gram model (expected: an LSTM language model; --lm takes this one)"
            .formatted(option, file));
  }

  /** Opens an n-gram model, where nothing else is taken. */
  static NgramModel openNgram(Path file) throws IOException {
    if (isSafetensors(file)) {
      throw new InputException(file + ": safetensors (expected: an n-gram model)");
    }
    return NgramModel.open(file);
  }

  private static LstmLanguageModel lstm(Path file) throws IOException {
    return LstmLmFile.read(Files.readAllBytes(file), file.toString());
  }

  /** Such a file begins with the length of a JSON object, 8 bytes, and that object. */
  static boolean isSafetensors(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(TextFiles.notFolder(file))) {
      byte[] first = in.readNBytes(Long.BYTES + 1);
      return first.length > Long.BYTES && first[Long.BYTES] == '{';
    }
  }
}
