package org.auricle.acoustic.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files that lie beside the checkout on some machines; tests that need them skip elsewhere. */
final class Shared {
  private Shared() {}

  static Path file(String name) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path file = at.resolve("shared").resolve(name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return Assumptions.abort("shared/" + name + " is not on this machine");
  }
}
