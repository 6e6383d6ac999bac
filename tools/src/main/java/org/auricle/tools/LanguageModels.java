package org.auricle.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.models.LstmLmFile;

/** Language models of any kind. */
final class LanguageModels {
  private LanguageModels() {}

  /** Opens an n-gram model, ARPA or binary, or an LSTM's safetensors, whatever the file's name. */
  static LanguageModel open(Path file) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(TextFiles.notFolder(file))) {
      first = in.readNBytes(Long.BYTES + 1);
    }
    // safetensors: the length of a JSON object, then that object
    boolean lstm = first.length > Long.BYTES && first[Long.BYTES] == '{';
    return lstm
        ? LstmLmFile.read(Files.readAllBytes(file), file.toString())
        : NgramModel.open(file);
  }
}
