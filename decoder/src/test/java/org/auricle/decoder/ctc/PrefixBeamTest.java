package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class PrefixBeamTest {

  @Test
  void allocatesNothingOnceItHasGrown() {
    assertThat(bytesPerFrame(null)).isZero();
  }

  @Test
  void allocatesNothingWithWordsModelsAndBiases() {
    assertThat(bytesPerFrame(fused())).isZero();
  }

  private static FusionScores fused() {
    SplittableRandom random = new SplittableRandom(15);
    TokenTable table = BruteForce.table(10, 0);
    List<Lexicon.Entry> entries = new ArrayList<>();
    for (int w = 0; w < 200; w++) {
      int[] tokens = random.ints(1 + random.nextInt(5), 1, 10).toArray();
      entries.add(new Lexicon.Entry("w" + w, tokens));
    }
    LanguageModel words = new ToyModel(random, 0, "w1", "w2", "w3");
    LanguageModel tokens = new ToyModel(random, 0, "b", "c", "d");
    Fusion fusion =
        new Fusion(
            Optional.of(Lexicon.of(entries, table)),
            Optional.of(words),
            Optional.of(tokens),
            FusionWeights.DEFAULT);
    return new FusionScores(new FusionTables(table, fusion), new ToyBias(random, 10));
  }

  private static long bytesPerFrame(FusionScores fusion) {
    int tokens = 10;
    int frames = 1_400;
    float[] y = BruteForce.random(new SplittableRandom(14), frames, tokens, 0).logProbs();
    BeamOptions options = BeamOptions.DEFAULT.withBeamWidth(16);
    PrefixBeam beam = new PrefixBeam(tokens, 0, options, fusion, false);
    for (int t = 0; t < frames; t++) {
      beam.step(y, t); // grows to more nodes than the frames below need
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int t = 0; t < 200; t++) {
      beam.step(y, t);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / 200;
  }
}
