package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.SequenceLayout;
import org.junit.jupiter.api.Test;

class VoiceNetworkTest {
  private static final VoiceNetConfig CONFIG = new VoiceNetConfig(3, 100, 3_500, 2, 4);

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    SequenceLayout layout = SequenceLayout.of(5, 5);
    SplittableRandom random = new SplittableRandom(2);
    float[] x = new float[layout.rows() * CONFIG.inputDim()];
    float[] targets = new float[layout.rows()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (2 * random.nextDouble() - 1);
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] = random.nextInt(4) / 3f;
    }
    VoiceNetwork network = new VoiceNetwork(CONFIG, 7);
    network.parameters().zeroGradients();
    network.accumulate(x, targets, layout);
    Map<String, float[]> gradients = new HashMap<>(); // what follows adds to the parameters' own
    network.parameters().forEach(p -> gradients.put(p.name(), p.grad().clone()));
    for (Parameter p : network.parameters()) {
      float[] gradient = gradients.get(p.name());
      for (int i = 0; i < p.size(); i += 5) {
        float before = p.value()[i];
        float step = 1e-2f;
        p.value()[i] = before + step;
        double up = network.accumulate(x, targets, layout);
        p.value()[i] = before - step;
        double down = network.accumulate(x, targets, layout);
        p.value()[i] = before;
        assertThat((double) gradient[i])
            .as(p.name() + "[" + i + "]")
            .isCloseTo((up - down) / (2 * step), within(2e-4));
      }
    }
  }

  @Test
  void crossEntropyIsTheDefinitions() {
    for (double logit : new double[] {-3, -0.1, 0, 2}) {
      for (double target : new double[] {0, 0.25, 1}) {
        double p = 1 / (1 + Math.exp(-logit));
        double expected = -target * Math.log(p) - (1 - target) * Math.log(1 - p);
        assertThat(VoiceNetwork.crossEntropy(logit, target)).isCloseTo(expected, within(1e-12));
      }
    }
    assertThat(VoiceNetwork.crossEntropy(800, 0)).isEqualTo(800);
  }
}
