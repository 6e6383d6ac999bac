package org.auricle.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.SileroVad;
import org.auricle.acoustic.vad.LstmVad;
import org.auricle.engine.recognition.VoiceActivityDetector;

/** Detectors of speech: a bundle's, or a file's. */
public final class VoiceDetectors {
  private VoiceDetectors() {}

  /** The detector of a bundle, if it has one. */
  public static Optional<VoiceActivityDetector> of(ModelBundle bundle) {
    return bundle.voice().map(LstmVad::new);
  }

  /** The detector that takes recordings apart for a bundle: its own, or the default bundle's. */
  public static VoiceActivityDetector forRecordings(ModelBundle bundle) throws IOException {
    Optional<VoiceActivityDetector> own = of(bundle);
    return own.isPresent() ? own.get() : open(Models.DEFAULT);
  }

  /**
   * Opens a detector.
   *
   * @param nameOrPath a file that ends in .onnx, Silero VAD; one that ends in .safetensors, a
   *     network of our own; or a bundle, as for {@link Models#open}
   * @throws BundleException if there is none, or it cannot be used
   * @throws OnnxModelException if it is a model in ONNX, but another one
   */
  public static VoiceActivityDetector open(String nameOrPath) throws IOException {
    if (nameOrPath.endsWith(".onnx")) {
      return SileroVad.open(Path.of(nameOrPath));
    }
    if (nameOrPath.endsWith(".safetensors")) {
      return new LstmVad(VoiceNetFile.read(bytes(Path.of(nameOrPath)), nameOrPath));
    }
    ModelBundle bundle = Models.open(nameOrPath);
    return of(bundle)
        .orElseThrow(
            () ->
                new BundleException(
                    bundle.location(),
                    ModelBundle.MANIFEST_FILE,
                    "sha256: no " + ModelBundle.VOICE_FILE + " (expected: one)"));
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BundleException(file.toString(), "no such file");
    }
  }
}
