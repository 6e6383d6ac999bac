import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Draws sentences from a 3-gram model in ARPA's format, so that an LSTM can learn what the model
 * knows.
 *
 * <p>Usage: {@code java Say.java MODEL.arpa COUNT SEED OUT.txt}, for COUNT sentences, one a line.
 *
 * <p>A word that the context's n-grams do not have is drawn from the shorter context, and again
 * until it is none of theirs: just what a back-off weight stands for. Sentences of more than 40
 * words are left out.
 */
public final class Say {
  private static final int MOST_WORDS = 40;

  /** What may follow a context: words and, up to each, the sum of their probabilities. */
  private record Next(int[] words, double[] sums) {
    double total() {
      return sums[sums.length - 1];
    }

    int at(double sum) {
      int found = Arrays.binarySearch(sums, sum);
      return words[found < 0 ? Math.min(-found - 1, words.length - 1) : found + 1];
    }

    boolean has(int word) {
      return Arrays.binarySearch(words, word) >= 0;
    }
  }

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final Map<Long, Next> next = new HashMap<>(); // by context: -1, one word or two
  private final SplittableRandom random;

  private Say(Path arpa, long seed) throws IOException {
    random = new SplittableRandom(seed);
    Map<Long, List<double[]>> followers = new HashMap<>();
    try (BufferedReader reader = Files.newBufferedReader(arpa)) {
      int order = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.endsWith("-grams:")) {
          order = line.charAt(1) - '0';
        } else if (order > 0 && !line.isEmpty() && !line.startsWith("\\")) {
          add(followers, line.split("[\t ]"), order);
        }
      }
    }
    followers.forEach((context, list) -> next.put(context, next(list)));
  }

  private void add(Map<Long, List<double[]>> followers, String[] fields, int order) {
    int[] gram = new int[order];
    for (int i = 0; i < order; i++) {
      gram[i] = id(fields[1 + i]);
    }
    double probability = Math.pow(10, Double.parseDouble(fields[0]));
    if (!fields[order].equals("<s>") && !fields[order].equalsIgnoreCase("<unk>")) {
      followers
          .computeIfAbsent(context(gram, order - 1), key -> new ArrayList<>())
          .add(new double[] {gram[order - 1], probability});
    }
  }

  private static long context(int[] words, int end) {
    return switch (end) {
      case 0 -> -1;
      case 1 -> words[0];
      default -> ((long) words[end - 2] + 1 << 32) + words[end - 1];
    };
  }

  private static Next next(List<double[]> list) {
    list.sort((one, other) -> Double.compare(one[0], other[0]));
    double[] sums = new double[list.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += list.get(i)[1];
      sums[i] = sum;
    }
    return new Next(list.stream().mapToInt(entry -> (int) entry[0]).toArray(), sums);
  }

  private int id(String word) {
    return ids.computeIfAbsent(
        word,
        fresh -> {
          words.add(fresh);
          return words.size() - 1;
        });
  }

  private int draw(int before, int last) {
    Next two = next.get(context(new int[] {before, last}, 2));
    if (two != null) {
      double sum = random.nextDouble();
      if (sum < two.total()) {
        return two.at(sum);
      }
    }
    while (true) {
      int word = draw(last);
      if (two == null || !two.has(word)) {
        return word;
      }
    }
  }

  private int draw(int last) {
    Next one = next.get((long) last);
    if (one != null) {
      double sum = random.nextDouble();
      if (sum < one.total()) {
        return one.at(sum);
      }
    }
    Next any = next.get(-1L);
    while (true) {
      int word = any.at(random.nextDouble() * any.total());
      if (one == null || !one.has(word)) {
        return word;
      }
    }
  }

  private List<Integer> sentence() {
    int start = id("<s>");
    int end = id("</s>");
    List<Integer> said = new ArrayList<>();
    int before = start;
    int last = draw(start);
    while (last != end) {
      said.add(last);
      int word = draw(before, last);
      before = last;
      last = word;
    }
    return said;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: java Say.java MODEL.arpa COUNT SEED OUT.txt");
      System.exit(2);
    }
    Say say = new Say(Path.of(args[0]), Long.parseLong(args[2]));
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[3]))) {
      int written = 0;
      while (written < Integer.parseInt(args[1])) {
        List<Integer> sentence = say.sentence();
        if (!sentence.isEmpty() && sentence.size() <= MOST_WORDS) {
          out.write(sentence.stream().map(say.words::get).collect(Collectors.joining(" ")));
          out.write('\n');
          written++;
        }
      }
    }
  }
}
