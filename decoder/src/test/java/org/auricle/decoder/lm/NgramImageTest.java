package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.auricle.engine.recognition.LanguageModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NgramImageTest {
  @TempDir private Path folder;

  private byte[] binary() throws IOException {
    Path file = folder.resolve("whole.bin");
    NgramModelTest.parse(NgramModelTest.TINY).write(file);
    return Files.readAllBytes(file);
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("broken.bin"), bytes);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = binary();
    for (int length = 8; length < whole.length; length++) {
      Path file = write(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NgramModel.open(file)).isInstanceOf(NgramFormatException.class);
    }
  }

  @Test
  void refusesEveryFlippedByte() throws IOException {
    byte[] whole = binary();
    for (int i = 8; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Path file = write(flipped);
      assertThatThrownBy(() -> NgramModel.open(file)).isInstanceOf(NgramFormatException.class);
    }
  }

  @Test
  void searchesStayInsideWhateverAChecksumVouchesFor() throws IOException {
    byte[] whole = binary();
    SplittableRandom random = new SplittableRandom(7);
    int opened = 0;
    for (int trial = 0; trial < 2000; trial++) {
      byte[] forged = whole.clone();
      for (int i = 0; i < 3; i++) {
        forged[16 + random.nextInt(forged.length - 16)] = (byte) random.nextInt();
      }
      CRC32C checksum = new CRC32C();
      checksum.update(forged, 16, forged.length - 16);
      ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(12, (int) checksum.getValue());
      try {
        NgramModel model = NgramModel.open(write(forged));
        opened++;
        walk(model);
      } catch (NgramFormatException e) {
        assertThat(e.source()).endsWith("broken.bin");
      }
    }
    assertThat(opened).as("forgeries that only change figures").isGreaterThan(100);
  }

  private static void walk(NgramModel model) {
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    for (String word : List.of("go", "again", "x", "again", "again", "go", "fünf", "go", "go")) {
      state = LanguageModel.Session.state(session.step(state, model.id(word)));
      session.end(state);
    }
    for (int id = 0; id < model.vocabularySize(); id++) {
      model.symbol(id);
    }
  }
}
