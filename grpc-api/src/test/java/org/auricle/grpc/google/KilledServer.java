package org.auricle.grpc.google;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;
import org.auricle.grpc.ToneModel;
import org.auricle.grpc.ToneVoice;
import org.auricle.server.http.ToneRegistry;

/**
 * A server in a process of its own, to be killed. Prints its port. May come to a standstill at a
 * certain second of a recording, so that the test can kill it in the midst of one.
 */
final class KilledServer {
  private KilledServer() {}

  /** Arguments: folder of jobs, seconds at which to stop. */
  public static void main(String[] arguments) throws Exception {
    double stopAt = Double.parseDouble(arguments[1]);
    ToneRegistry models =
        new ToneRegistry(ToneModel.recognizer(Optional.of(new StoppingVoice(stopAt))));
    GoogleServer server = new GoogleServer(models, Path.of(arguments[0]), GoogleOptions.DEFAULT);
    System.out.println("port " + server.port());
    new CountDownLatch(1).await();
  }

  private record StoppingVoice(double seconds) implements VoiceActivityDetector {

    @Override
    public VoiceProbabilities newProbabilities(int sampleRateHz) {
      VoiceProbabilities voice = new ToneVoice().newProbabilities(sampleRateHz);
      return new VoiceProbabilities() {
        private double heard;

        @Override
        public double windowSeconds() {
          return voice.windowSeconds();
        }

        @Override
        public float[] accept(float[] samples, int offset, int length) {
          heard += (double) length / sampleRateHz;
          if (heard > seconds) {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return voice.accept(samples, offset, length);
        }

        @Override
        public float[] finish() {
          return voice.finish();
        }
      };
    }

    @Override
    public void close() {}
  }
}
