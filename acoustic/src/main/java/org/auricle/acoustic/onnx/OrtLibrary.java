package org.auricle.acoustic.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * ONNX Runtime's native library, loaded when first needed, and kept to itself.
 *
 * <p>Official builds from 1.29 on report to Microsoft unless {@value #NO_TELEMETRY}{@code =1}
 * stands in the environment when the library is loaded, which a JVM cannot see to by itself: our
 * launcher and our tests set it. Without it, all that can be switched off afterwards is, which
 * leaves one event at start.
 */
final class OrtLibrary {
  static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private static final System.Logger LOG = System.getLogger(OrtLibrary.class.getName());

  /** What telemetry needs for each byte of the command line: measured 300. */
  private static final long STACK_PER_BYTE = 1024;

  private static final long LEAST_STACK = 4 << 20; // bytes

  private OrtLibrary() {}

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = load();
  }

  /**
   * The environment of this process.
   *
   * @throws IllegalStateException if there is no library for this machine
   */
  static OrtEnvironment environment() {
    try {
      return Holder.ENVIRONMENT;
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException(
          "ONNX Runtime's native library cannot be loaded on %s %s: %s"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), cause.getMessage()),
          e);
    }
  }

  /**
   * Loads the library on a thread with a stack of its own size: telemetry puts the command line
   * through a recursive regular expression, and a class path of 4 kB would overflow an ordinary
   * thread's stack and end the JVM.
   */
  private static OrtEnvironment load() {
    FutureTask<OrtEnvironment> task = new FutureTask<>(OrtLibrary::create);
    Thread thread = new Thread(null, task, "auricle-onnx", stackBytes());
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LinkageError error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static long stackBytes() {
    try {
      return LEAST_STACK
          + STACK_PER_BYTE * Files.readAllBytes(Path.of("/proc/self/cmdline")).length;
    } catch (IOException e) {
      return LEAST_STACK; // not Linux
    }
  }

  /** Keeps silent, too: what goes wrong is an exception, and ours to say. */
  private static OrtEnvironment create() throws OrtException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    environment.setTelemetry(false);
    if (!"1".equals(System.getenv(NO_TELEMETRY))) {
      LOG.log(
          System.Logger.Level.INFO,
          "ONNX Runtime may have told Microsoft that it was started; with {0}=1 in the environment"
              + " it does not",
          NO_TELEMETRY);
    }
    return environment;
  }
}
