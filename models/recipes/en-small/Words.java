import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Chooses the words of a large vocabulary, and says how they sound.
 *
 * <p>Usage: {@code java Words.java DICTIONARY N OUT SOURCE...}: a dictionary in the CMU Pronouncing
 * Dictionary's format, how many words to choose, the folder that receives words.txt and
 * lexicon.txt, and what tells frequent words from rare ones: texts, or n-gram models in ARPA's
 * format (.arpa). A word counts for what it has in the source that holds it most frequent, so that
 * words which one of them lacks, such as modern ones in old novels, are found in another. In a
 * source, three more are added to the number of all words for each different one, so that a short
 * text does not make all its words frequent.
 */
public final class Words {
  private static final int DISCOUNT = 3;

  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      System.err.println("usage: java Words.java DICTIONARY N OUT SOURCE...");
      System.exit(2);
    }
    Map<String, Set<String>> sounds = dictionary(Path.of(args[0]));
    Map<String, Double> best = new HashMap<>();
    for (String source : List.of(args).subList(3, args.length)) {
      Map<String, Double> found = source.endsWith(".arpa") ? model(source) : text(source);
      found.forEach((word, share) -> best.merge(word, share, Math::max));
    }
    best.keySet().retainAll(sounds.keySet());
    List<String> words = new ArrayList<>(new TreeSet<>(best.keySet()));
    words.sort(Comparator.comparingDouble(word -> -best.get(word)));
    Set<String> chosen =
        new TreeSet<>(words.subList(0, Math.min(words.size(), Integer.parseInt(args[1]))));
    List<String> lexicon = new ArrayList<>();
    for (String word : chosen) {
      sounds.get(word).forEach(phones -> lexicon.add(word + "\t" + phones));
    }
    Path out = Files.createDirectories(Path.of(args[2]));
    Files.write(out.resolve("words.txt"), chosen);
    Files.write(out.resolve("lexicon.txt"), lexicon);
    System.err.printf(
        "%,d of %,d words, %,d ways to say them%n", chosen.size(), best.size(), lexicon.size());
  }

  /** Words and their phones; "read(2)" is another way to say "read". */
  private static Map<String, Set<String>> dictionary(Path file) throws IOException {
    Map<String, Set<String>> sounds = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] fields = line.strip().split("\\s+", 2);
      if (fields.length == 2 && !line.startsWith(";;;")) {
        String word = fields[0].replaceFirst("\\(\\d+\\)$", "");
        sounds.computeIfAbsent(word, w -> new LinkedHashSet<>()).add(fields[1]);
      }
    }
    return sounds;
  }

  private static Map<String, Double> text(String file) throws IOException {
    Map<String, Double> counts = new HashMap<>();
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      lines
          .flatMap(line -> Stream.of(line.strip().split("\\s+")))
          .forEach(word -> counts.merge(word, 1.0, Double::sum));
    }
    double all = counts.values().stream().mapToDouble(c -> c + DISCOUNT).sum();
    counts.replaceAll((word, count) -> count / all);
    return counts;
  }

  private static Map<String, Double> model(String file) throws IOException {
    Map<String, Double> probs = new HashMap<>();
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      lines
          .takeWhile(line -> !line.equals("\\2-grams:"))
          .map(line -> line.split("\t"))
          .filter(fields -> fields.length > 1)
          .forEach(fields -> probs.put(fields[1], Math.pow(10, Double.parseDouble(fields[0]))));
    }
    return probs;
  }
}
