package org.auricle.tools;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;

/**
 * A recording cut into messages, ready to be sent.
 *
 * @param sampleRate of the audio, hertz
 * @param chunks messages with 16-bit samples
 * @param chunkSamples in each message; fewer in the last one
 * @param samples of the whole recording
 */
record LoadAudio(int sampleRate, List<ByteString> chunks, int chunkSamples, int samples) {

  /** What is kept of a long manifest: an hour, 115 MB at 16 kHz. */
  private static final double MOST_SECONDS = 3600;

  private static final double FULL_SCALE = 32768;

  /**
   * Reads the recordings of a manifest, the first hour of them.
   *
   * @param silence behind each, seconds
   */
  static List<LoadAudio> read(Manifest manifest, int chunkMillis, double silence)
      throws IOException {
    List<LoadAudio> audio = new ArrayList<>();
    double seconds = 0;
    for (Manifest.Entry entry : manifest.entries()) {
      if (seconds < MOST_SECONDS) {
        AudioClip clip = AudioReader.read(entry.audio());
        seconds += clip.durationSeconds();
        if (clip.samples().length > 0) {
          int samples = clip.samples().length + (int) (silence * clip.sampleRate());
          audio.add(
              of(
                  new AudioClip(Arrays.copyOf(clip.samples(), samples), clip.sampleRate()),
                  chunkMillis));
        }
      }
    }
    if (audio.isEmpty()) {
      throw new InputException(manifest.file() + ": no audio in any recording (expected: some)");
    }
    return audio;
  }

  static LoadAudio of(AudioClip clip, int chunkMillis) {
    int chunk = Math.max(1, (int) (chunkMillis * (long) clip.sampleRate() / 1000));
    List<ByteString> chunks = new ArrayList<>();
    float[] samples = clip.samples();
    for (int from = 0; from < samples.length; from += chunk) {
      int to = Math.min(samples.length, from + chunk);
      ByteBuffer bytes = ByteBuffer.allocate(2 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = from; i < to; i++) {
        double value = Math.rint(samples[i] * FULL_SCALE);
        bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
      }
      chunks.add(ByteString.copyFrom(bytes.flip()));
    }
    return new LoadAudio(clip.sampleRate(), chunks, chunk, samples.length);
  }

  double seconds() {
    return (double) samples / sampleRate;
  }

  /** When a message's last sample has been spoken, seconds from the start of the recording. */
  double dueSeconds(int chunk) {
    return Math.min(samples, (chunk + 1L) * chunkSamples) / (double) sampleRate;
  }

  /** The message that brings the last sample of so much audio. */
  int chunkOf(double heardSeconds) {
    long last = Math.max(0, Math.round(heardSeconds * sampleRate) - 1);
    return (int) Math.min(chunks.size() - 1, last / chunkSamples);
  }
}
