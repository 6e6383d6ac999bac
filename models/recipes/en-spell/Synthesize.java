import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Synthetic speech for the en-spell bundle: spelled letters, digits, numbers, dates and short
 * commands, spoken by espeak-ng in many voices. Deterministic: the same seed gives the same
 * sentences and voices.
 *
 * <p>Usage: {@code java Synthesize.java OUTPUT_DIR COUNT [SEED [alone]]}; needs espeak-ng. Writes
 * OUTPUT_DIR/manifest.jsonl and OUTPUT_DIR/audio/*.wav; an interrupted run is continued. With
 * {@code -} for OUTPUT_DIR it prints the sentences and speaks nothing; with {@code alone} behind SEED
 * they are single digits, letters and commands.
 */
public final class Synthesize {
  private static final String[] ACCENTS = {
    "en-us", "en-us", "en-us", "en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029"
  };
  private static final String[] VARIANTS = {
    "",
    "m1",
    "m2",
    "m3",
    "m4",
    "m5",
    "m6",
    "m7",
    "m8",
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "adam",
    "Alex",
    "Alicia",
    "Andrea",
    "Andy",
    "Annie",
    "belinda",
    "benjamin",
    "boris",
    "caleb",
    "david",
    "Denis",
    "ed",
    "edward",
    "Gene",
    "Jacky",
    "john",
    "Lee",
    "linda",
    "marcelo",
    "Marco",
    "max",
    "Michael",
    "Mike",
    "norbert",
    "paul",
    "quincy",
    "rob",
    "robert",
    "steph",
    "steph2",
    "travis",
    "victor",
    "zac",
    "anika",
    "grandma",
    "grandpa",
    "klatt2",
    "klatt4"
  };
  private static final String[] DIGITS = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh"
  };
  private static final String[] TEENS = {
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] ORDINALS = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth"
  };
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };
  private static final String[] COMMANDS = {
    "yes", "no", "go", "stop", "start", "help", "repeat", "enter", "erase", "rubout"
  };

  private final SplittableRandom random;
  private final boolean alone;

  private Synthesize(long seed, boolean alone) {
    random = new SplittableRandom(seed);
    this.alone = alone;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: java Synthesize.java OUTPUT_DIR COUNT [SEED [alone]]");
      System.exit(2);
    }
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    Synthesize source = new Synthesize(seed, args.length > 3 && args[3].equals("alone"));
    int count = Integer.parseInt(args[1]);
    if (args[0].equals("-")) {
      for (int i = 0; i < count; i++) {
        System.out.println(String.join(" ", source.sentence()));
      }
      return;
    }
    Path output = Path.of(args[0]);
    Files.createDirectories(output.resolve("audio"));
    try (Writer manifest = Files.newBufferedWriter(output.resolve("manifest.jsonl"))) {
      for (int i = 0; i < count; i++) {
        manifest.write(source.utterance(output, i));
      }
    }
    System.err.println(count + " utterances in " + output);
  }

  /** Speaks one sentence; returns its manifest line. */
  private String utterance(Path output, int index) throws IOException, InterruptedException {
    String text = String.join(" ", sentence());
    String accent = pick(ACCENTS);
    String variant = pick(VARIANTS);
    String voice = variant.isEmpty() ? accent : accent + "+" + variant;
    int speed = random.nextInt(110, 200);
    int pitch = random.nextInt(25, 75);
    int gap = random.nextInt(4) == 0 ? random.nextInt(1, 12) : 0; // 10 ms units between words
    String name = "audio/%05d.wav".formatted(index);
    Path wav = output.resolve(name);
    if (!Files.exists(wav)) {
      Path part = output.resolve("audio/part.wav");
      Process process =
          new ProcessBuilder(
                  "espeak-ng",
                  "-v",
                  voice,
                  "-s",
                  "" + speed,
                  "-p",
                  "" + pitch,
                  "-g",
                  "" + gap,
                  "-w",
                  part.toString(),
                  "--",
                  pronounceable(text))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("espeak-ng failed for voice " + voice + ": " + text);
      }
      Files.move(part, wav);
    }
    double seconds = (Files.size(wav) - 44) / 2.0 / 22_050;
    return String.format(
        Locale.ROOT,
        "{\"audio_filepath\": \"%s\", \"duration\": %.3f, \"text\": \"%s\", \"speaker\": \"%s\"}%n",
        name,
        seconds,
        text,
        voice);
  }

  /** Letters by name, whatever espeak-ng makes of them as words; "zee" in every accent. */
  private static String pronounceable(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ")) {
      words.add(
          switch (word) {
            case "a" -> "[[eI]]";
            case "z" -> "[[zi:]]";
            case "rubout" -> "rub out";
            default -> word.length() == 1 ? word.toUpperCase(Locale.ROOT) : word;
          });
    }
    return String.join(" ", words);
  }

  private List<String> sentence() {
    List<String> words = new ArrayList<>();
    int kind = random.nextInt(10);
    if (alone) {
      if (kind < 7) {
        digits(words, 1);
      } else if (kind < 9) {
        letters(words, 1);
      } else {
        words.add(pick(COMMANDS));
      }
    } else if (kind < 4) {
      if (random.nextInt(2) == 0) {
        words.add(pick(COMMANDS));
      }
      letters(words, random.nextInt(1, 7));
      if (random.nextInt(2) == 0) {
        number(words);
      }
    } else if (kind < 7) {
      digits(words, random.nextInt(1, 8));
    } else if (kind < 8) {
      letters(words, random.nextInt(3, 11));
    } else if (kind < 9) {
      number(words);
      if (random.nextInt(2) == 0) {
        number(words);
      }
    } else if (random.nextBoolean()) {
      date(words);
    } else {
      words.add(pick(COMMANDS));
    }
    return words;
  }

  private void letters(List<String> words, int count) {
    for (int i = 0; i < count; i++) {
      words.add(Character.toString((char) ('a' + random.nextInt(26))));
    }
  }

  private void digits(List<String> words, int count) {
    for (int i = 0; i < count; i++) {
      words.add(pick(DIGITS));
    }
  }

  private void number(List<String> words) {
    int kind = random.nextInt(6);
    if (kind == 0) {
      words.add(pick(TEENS));
    } else if (kind < 3) {
      words.add(pick(TENS));
      if (random.nextInt(4) > 0) {
        words.add(DIGITS[random.nextInt(1, 10)]);
      }
    } else if (kind == 3) {
      words.add(DIGITS[random.nextInt(1, 10)]);
      words.add(pick(new String[] {"hundred", "thousand"}));
      number(words);
    } else {
      digits(words, random.nextInt(1, 5));
    }
  }

  private void date(List<String> words) {
    words.add(pick(MONTHS));
    words.add(pick(ORDINALS));
    if (random.nextInt(3) > 0) {
      words.add("nineteen");
      words.add(pick(TENS));
      words.add(DIGITS[random.nextInt(1, 10)]);
    }
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
