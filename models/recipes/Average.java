import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.models.BundleWriter;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.TensorType;

/**
 * The mean of two networks, of which one went on learning from the other: it errs less on what either
 * is bad at than the middle of their errors (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
 * models").
 *
 * <p>Usage: {@code java -cp LIBRARIES Average.java OUT BUNDLE BUNDLE}. All but the weights is the
 * first bundle's.
 */
public final class Average {
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: java Average.java OUT BUNDLE BUNDLE");
      System.exit(2);
    }
    ModelBundle first = Models.open(args[1]);
    ModelBundle second = Models.open(args[2]);
    if (!first.tokens().symbols().equals(second.tokens().symbols())) {
      System.err.println(args[2] + ": other tokens (expected: those of " + args[1] + ")");
      System.exit(2);
    }
    Map<String, float[]> other = second.weights().tensors();
    Map<String, float[]> mean = new LinkedHashMap<>();
    first
        .weights()
        .tensors()
        .forEach(
            (name, values) -> {
              float[] sum = values.clone();
              for (int i = 0; i < sum.length; i++) {
                sum[i] = (sum[i] + other.get(name)[i]) / 2;
              }
              mean.put(name, sum);
            });
    BundleWriter.retrained(
        args[1],
        first.manifest(),
        first.tokens(),
        new BiLstmWeights(first.weights().config(), mean),
        first.card(),
        TensorType.F16,
        Path.of(args[0]));
  }
}
