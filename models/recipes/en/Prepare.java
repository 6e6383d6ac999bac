import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Manifests and the lexicon of the English models: what is learned from, and what is held out.
 *
 * <p>Usage: {@code java Prepare.java DATA SYNTHETIC DICTIONARY MORE OUT}: the folder of corpora, the
 * manifest of synthetic speech, the CMU Pronouncing Dictionary, a lexicon that goes before it, and
 * the folder that receives NAME-train.jsonl, NAME-dev.jsonl, dev.jsonl, lexicon.txt and missing.txt
 * (words of the training texts that neither spells).
 *
 * <p>Held out: AN4's own dev set; twelve speakers of speechocean, drawn by chance; the FSDD speaker
 * theo; by a checksum, a twentieth of Kathleen's sentences and an eighth of the coffee orders. In AN4
 * and in synthetic speech a letter's name becomes a word of its own ("a." with the dictionary's
 * spelling EY), since "a" elsewhere is the article.
 */
public final class Prepare {
  private static final Set<String> OCEAN_DEV =
      Set.of(
          "so0001", "so0026", "so0482", "so1029", "so1336", "so2168", "so2427", "so3083", "so9070",
          "so9613", "so9614", "so9649");
  private static final Pattern TEXT = Pattern.compile("\"text\": \"([^\"]*)\"");
  private static final Pattern SPEAKER = Pattern.compile("\"speaker\": \"([^\"]*)\"");
  private static final Pattern AUDIO = Pattern.compile("\"audio_filepath\": \"([^\"]*)\"");

  private final Path out;
  private final Set<String> words = new TreeSet<>();

  private Prepare(Path out) {
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      System.err.println("usage: java Prepare.java DATA SYNTHETIC DICTIONARY MORE OUT");
      System.exit(2);
    }
    Path data = Path.of(args[0]);
    Prepare prepare = new Prepare(Files.createDirectories(Path.of(args[4])));
    prepare.part(data.resolve("an4/train.jsonl"), "an4-train", line -> true, Prepare::letters);
    prepare.part(data.resolve("an4/dev.jsonl"), "an4-dev", line -> true, Prepare::letters);
    Path ocean = data.resolve("speechocean/train.jsonl");
    prepare.split(ocean, "ocean", line -> OCEAN_DEV.contains(field(SPEAKER, line)));
    prepare.split(
        data.resolve("kathleen/train.jsonl"), "kathleen", line -> check(field(TEXT, line)) % 20 == 0);
    prepare.split(
        data.resolve("coffee/transcribed.jsonl"), "coffee", line -> check(field(AUDIO, line)) % 8 == 0);
    prepare.split(
        data.resolve("fsdd/train.jsonl"), "fsdd", line -> field(SPEAKER, line).equals("theo"));
    prepare.part(Path.of(args[1]), "synthetic-train", line -> true, Prepare::letters);
    prepare.dev();
    prepare.lexicon(List.of(Path.of(args[3]), Path.of(args[2])));
  }

  /** The manifest in two: what the predicate holds out, and the rest. */
  private void split(Path manifest, String name, Predicate<String> heldOut) throws IOException {
    part(manifest, name + "-train", heldOut.negate(), text -> text);
    part(manifest, name + "-dev", heldOut, text -> text);
  }

  private void part(
      Path manifest, String name, Predicate<String> chosen, UnaryOperator<String> rewrite)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(manifest)) {
      if (!line.isBlank() && chosen.test(line)) {
        String text = rewrite.apply(plain(field(TEXT, line)));
        words.addAll(List.of(text.split(" ")));
        Path audio = manifest.toAbsolutePath().resolveSibling(field(AUDIO, line));
        String file = out.toAbsolutePath().normalize().relativize(audio.normalize()).toString();
        String moved = AUDIO.matcher(line).replaceFirst(quoted("\"audio_filepath\": \"" + file));
        lines.add(TEXT.matcher(moved).replaceFirst(quoted("\"text\": \"" + text)));
      }
    }
    Files.write(out.resolve(name + ".jsonl"), lines);
    System.err.println(name + ": " + lines.size() + " utterances");
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text + '"');
  }

  /** Lower case, letters and apostrophes. */
  private static String plain(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z']+", " ").strip();
  }

  private static String letters(String text) {
    return text.replaceAll("\\b([a-z])(?![a-z'.])", "$1.");
  }

  /** What epochs are judged by while training: AN4's dev set and a quarter of the held-out ocean. */
  private void dev() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(out.resolve("an4-dev.jsonl")));
    List<String> ocean = Files.readAllLines(out.resolve("ocean-dev.jsonl"));
    for (int i = 0; i < ocean.size(); i += 4) {
      lines.add(ocean.get(i));
    }
    Files.write(out.resolve("dev.jsonl"), lines);
  }

  private void lexicon(List<Path> dictionaries) throws IOException {
    Map<String, Set<String>> spellings = new TreeMap<>();
    for (Path dictionary : dictionaries) {
      for (String line : Files.readAllLines(dictionary)) {
        String[] parts = line.strip().split("\\s+", 2);
        String word = parts[0].replaceFirst("\\(\\d+\\)$", "");
        if (words.contains(word)) {
          spellings.computeIfAbsent(word, w -> new LinkedHashSet<>()).add(parts[1]);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    spellings.forEach((word, all) -> all.forEach(phones -> lines.add(word + "\t" + phones)));
    Files.write(out.resolve("lexicon.txt"), lines);
    Set<String> missing = new TreeSet<>(words);
    missing.removeAll(spellings.keySet());
    Files.write(out.resolve("missing.txt"), missing);
    System.err.println(
        spellings.size() + " words in lexicon.txt, " + missing.size() + " in missing.txt");
  }

  private static String field(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no " + pattern.pattern() + " in: " + line);
    }
    return matcher.group(1);
  }

  private static long check(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
