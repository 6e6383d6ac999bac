package org.auricle.tools.transcript;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.audio.WavWriter;

/** A recording as 16-bit WAV in a temporary file: in memory it might take more than all else. */
final class SpeechFile implements AudioSink, AutoCloseable {
  private final int mostRate;
  private final Path file; // without a header, which has the length
  private final OutputStream out;
  private Resampler.Stream resampler;
  private int rate;
  private int samples;

  /**
   * An empty one.
   *
   * @param mostRate to which higher rates are brought, hertz
   */
  SpeechFile(int mostRate) throws IOException {
    this.mostRate = mostRate;
    file = Files.createTempFile("auricle-", ".pcm");
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  @Override
  public void accept(float[] audio, int length, int sampleRate) {
    if (resampler == null) {
      rate = Math.min(mostRate, sampleRate);
      resampler = Resampler.newStream(sampleRate, rate);
    }
    add(resampler.accept(audio, 0, length));
  }

  private void add(float[] audio) {
    samples = Math.addExact(samples, audio.length);
    try {
      out.write(WavWriter.pcm16(audio, audio.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it; there is no more to come. */
  InputStream open() throws IOException {
    add(resampler.finish());
    out.close();
    return new SequenceInputStream(
        new ByteArrayInputStream(WavWriter.header(rate, samples)), Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
