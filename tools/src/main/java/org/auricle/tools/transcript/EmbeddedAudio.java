package org.auricle.tools.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.auricle.tools.picture.HtmlPage;

/**
 * A recording inside a page: the file itself if browsers play it, otherwise as 16-bit WAV; one that
 * is too long for that stays where it is.
 */
final class EmbeddedAudio {
  private static final long MOST_BYTES = 100 << 20; // browsers give up on larger pages
  private static final double MOST_SECONDS = 1800; // as WAV that is 58 MB
  private static final int RATE = 16_000; // speech has little above 8 kHz
  private static final int SNIFF_BYTES = 4;
  private static final int PIECE_BYTES = 3 << 14; // three bytes are four characters

  private EmbeddedAudio() {}

  /** Writes a player. */
  static void write(String file, double seconds, AudioLoader loader, Appendable out)
      throws IOException {
    if (file.equals("-")) {
      out.append("<p class=\"soft\">The recording came from standard input.</p>\n");
      return;
    }
    Optional<String> type = playable(Path.of(file));
    if (type.isPresent()) {
      try (InputStream bytes = Files.newInputStream(Path.of(file))) {
        write(type.get(), bytes, out);
      }
    } else if (seconds <= MOST_SECONDS) {
      try (SpeechFile speech = new SpeechFile(RATE)) {
        loader.read(file, speech);
        try (InputStream wav = speech.open()) {
          write("audio/wav", wav, out);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } else {
      out.append("<audio controls preload=\"metadata\" src=\"");
      out.append(HtmlPage.escape(Path.of(file).toAbsolutePath().toUri().toASCIIString()));
      out.append(
          "\"></audio>\n<p class=\"soft\">The recording is too long to be inside this page.");
      out.append(" It is played from where it was.</p>\n");
    }
  }

  private static void write(String type, InputStream bytes, Appendable out) throws IOException {
    out.append("<audio controls preload=\"metadata\" src=\"data:").append(type).append(";base64,");
    byte[] piece;
    do {
      piece = bytes.readNBytes(PIECE_BYTES);
      out.append(Base64.getEncoder().encodeToString(piece));
    } while (piece.length == PIECE_BYTES);
    out.append("\"></audio>\n");
  }

  /** What browsers call a file that all of them play, by its first bytes. */
  private static Optional<String> playable(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return Optional.empty();
    }
    byte[] start;
    try (InputStream bytes = Files.newInputStream(file)) {
      start = bytes.readNBytes(SNIFF_BYTES);
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.equals("fLaC")) {
      return Optional.of("audio/flac");
    }
    boolean mp3 = text.startsWith("ID3") || text.matches("\\u00ff[\\u00f2\\u00f3\\u00fa\\u00fb]..");
    return mp3 ? Optional.of("audio/mpeg") : Optional.empty();
  }
}
