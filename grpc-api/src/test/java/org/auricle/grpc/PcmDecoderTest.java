package org.auricle.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmDecoderTest {
  @ParameterizedTest
  @CsvSource({
    "PCM_S16LE, 1",
    "PCM_S16LE, 2",
    "PCM_S16LE, 64",
    "MU_LAW, 1",
    "A_LAW, 3",
    "FLOAT32LE, 1"
  })
  void chunksOfAnySizeGiveTheSamplesOfAFile(SampleEncoding encoding, int channels)
      throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    byte[] bytes = new byte[100_003]; // the last sample is not whole
    random.nextBytes(bytes);
    if (encoding == SampleEncoding.FLOAT32LE) {
      for (int i = 3; i < bytes.length; i += 4) {
        bytes[i] = (byte) ((bytes[i] & 0x80) | 0x3e); // magnitudes from 1/8 to 1/2
      }
    }
    RawFormat format = new RawFormat(encoding, 16000, channels);
    float[] whole =
        AudioReader.read(bytes, "bytes", AudioReader.Options.DEFAULT.withRaw(format)).samples();

    PcmDecoder decoder = new PcmDecoder(format);
    float[] decoded = new float[whole.length];
    int[] count = {0};
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(random.nextBoolean() ? 5 : 20_000));
      decoder.decode(
          ByteString.copyFrom(bytes, from, to - from),
          (samples, n) -> {
            System.arraycopy(samples, 0, decoded, count[0], n);
            count[0] += n;
          });
      from = to;
    }

    assertThat(count[0]).isEqualTo(whole.length);
    assertThat(Arrays.equals(decoded, whole)).isTrue();
  }
}
