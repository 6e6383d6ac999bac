package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.WavWriter;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Word pieces from texts to a model of an invented language, whose letters are tones. */
class PiecesCommandsTest {
  private static final int RATE = 8_000;
  private static final int LETTER = RATE * 16 / 100; // samples
  private static final double[] HERTZ = {300, 900, 2_400};
  private static final List<String> WORDS = List.of("ab", "cab", "bca", "c");
  private static final String START = String.valueOf(PieceModel.WORD_START);

  @TempDir static Path data;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(1);
    write("train", 100, random);
    write("dev", 20, random);
    Path recipe =
        Files.writeString(
            data.resolve("recipe.json"),
            """
            {"train": [{"manifest": "train.jsonl"}], "dev": "dev.jsonl",
             "text": {"tokens": ["<blank>", "|", "a", "b", "c"],
                      "pieces": {"count": 10, "longest": 3}},
             "features": {"frontEnd": {"type": "fbank", "frame": {"sampleRateHz": 8000},
                                       "mel": {"bins": 12, "lowHz": 100, "highHz": 3800}},
                          "deltaOrder": 0, "stack": 2, "skip": 2},
             "network": {"layers": 1, "hidden": 16, "dropout": 0},
             "optimizer": {"learningRate": 2e-2, "warmupSteps": 10, "emaDecay": 0.9},
             "augmentation": {"speeds": [1], "noise": {"probability": 0}},
             "schedule": {"epochs": 30, "batchSize": 4},
             "resources": {"threads": 1}}
            """);
    CommandRun run = CommandRun.of("train", recipe.toString(), "--out", data.resolve("run") + "");
    assertThat(run.code()).as(run.err()).isZero();
    model = data.resolve("run/model");
  }

  private static void write(String name, int utterances, Random random) throws IOException {
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < utterances; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 1 + random.nextInt(3); w > 0; w--) {
        words.add(WORDS.get(random.nextInt(WORDS.size())));
      }
      String text = String.join(" ", words);
      Path audio = speak(data.resolve(name + i + ".wav"), text, random);
      double seconds = (double) (Files.size(audio) / 2) / RATE;
      manifest.append(Fixtures.entry(audio, seconds, text));
    }
    Files.writeString(data.resolve(name + ".jsonl"), manifest);
  }

  private static Path speak(Path file, String text, Random random) throws IOException {
    float[] samples = new float[(text.length() + 2) * LETTER];
    for (int i = 0; i < samples.length; i++) {
      int letter = i / LETTER - 1;
      boolean spoken = letter >= 0 && letter < text.length() && text.charAt(letter) != ' ';
      boolean sounds = spoken && i % LETTER < LETTER * 3 / 4;
      double tone =
          sounds ? Math.sin(2 * Math.PI * HERTZ[text.charAt(letter) - 'a'] * i / RATE) : 0;
      samples[i] = (float) (0.3 * tone + 0.005 * random.nextGaussian());
    }
    return Files.write(file, WavWriter.pcm16(new AudioClip(samples, RATE)));
  }

  private String speak(String text) throws IOException {
    return speak(folder.resolve("speech.wav"), text, new Random(7)).toString();
  }

  private String path(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static String run(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void trainingEndsInAModelOfPiecesThatTranscribes() throws IOException {
    ModelBundle bundle = Models.open(model.toString());
    assertThat(bundle.manifest().training().devWer()).isLessThan(5);
    assertThat(bundle.tokens().symbols()).startsWith("<blank>").contains(START, "a", "b", "c");
    assertThat(bundle.tokens().symbols()).contains(START + "ab", START + "c");
    assertThat(bundle.pieces().orElseThrow().texts())
        .isEqualTo(bundle.tokens().symbols().subList(1, bundle.tokens().size()));
    assertThat(Files.readString(data.resolve("run/pieces.txt")))
        .isEqualTo(Files.readString(model.resolve("pieces.txt")));
    String speech = speak("cab ab c bca");
    assertThat(run("transcribe", "-m", model.toString(), speech)).contains("cab ab c bca");
    String json = run("transcribe", "-m", model.toString(), "--json", speech);
    assertThat(json).contains("\"cab\"", "\"start\"");
  }

  @Test
  void languageModelsLexiconsGrammarsAndBoostsWorkAsWithOtherTokens() throws IOException {
    String speech = speak("cab bca ab");
    String text = path("text.txt", "cab bca ab\nab c\nbca ab cab\nc ab\n".repeat(3));
    String lm = folder.resolve("lm.bin").toString();
    run("lm", "build", text, "-o", lm, "--order=2", "--discount-fallback");
    List<List<String>> settings = new ArrayList<>();
    settings.add(List.of("--lm", lm));
    settings.add(
        List.of("--lexicon", path("l", run("pieces", "split", model + "", "--lexicon", text))));
    settings.add(List.of("--lexicon", folder.resolve("l").toString(), "--lm", lm));
    settings.add(List.of("--boost", "bca=2"));
    settings.add(List.of("--grammar", path("words.txt", "cab bca ab\nab c\n")));
    for (List<String> more : settings) {
      List<String> arguments = new ArrayList<>(List.of("transcribe", "-m", model.toString()));
      arguments.addAll(more);
      arguments.add(speech);
      assertThat(run(arguments.toArray(String[]::new))).as("%s", more).contains("cab bca ab");
    }
  }

  @Test
  void fineTuningKeepsThePiecesAndAddsCharacters() throws IOException {
    Path audio = speak(folder.resolve("x.wav"), "ab c", new Random(3));
    double seconds = (double) (Files.size(audio) / 2) / RATE;
    String manifest = path("mine.jsonl", Fixtures.entry(audio, seconds, "ab \u00fc"));
    Path out = folder.resolve("tuned");
    run(
        "train",
        manifest,
        "--dev",
        manifest,
        "--init",
        model + "",
        "--out",
        out + "",
        "--set",
        "schedule.epochs=1",
        "--set",
        "text.pieces.temperature=5");
    ModelBundle before = Models.open(model.toString());
    ModelBundle after = Models.open(out.resolve("model").toString());
    List<String> expected = new ArrayList<>(before.tokens().symbols());
    expected.add("\u00fc");
    assertThat(after.tokens().symbols()).isEqualTo(expected);
    List<PieceModel.Piece> pieces = after.pieces().orElseThrow().pieces();
    assertThat(pieces.subList(0, expected.size() - 2))
        .isEqualTo(before.pieces().orElseThrow().pieces());
    assertThat(run("transcribe", "-m", out.resolve("model") + "", speak("bca c cab")))
        .contains("bca c cab");
  }

  /** The network alone comes back from another format; how texts are divided is not in that. */
  @Test
  void aNetworkThatComesBackHasItsPiecesStill() throws IOException {
    String onnx = folder.resolve("pieces.onnx").toString();
    run("export", model.toString(), "--onnx", onnx);
    String back = folder.resolve("back").toString();
    run("import", onnx, "--native", "--like", model.toString(), "-o", back);
    String text = path("text.txt", "cab bca ab c\ncabab\n");
    assertThat(run("pieces", "split", back, "--temperature=9", text))
        .isEqualTo(run("pieces", "split", model.toString(), "--temperature=9", text));
  }

  @Test
  void aModelWithALexiconKeepsItsTokens() throws IOException {
    String manifest = path("mine.jsonl", "{}");
    CommandRun run =
        CommandRun.of(
            "train",
            manifest,
            "--dev",
            manifest,
            "--init",
            "en-spell",
            "--set",
            "text.pieces.count=100",
            "--out",
            folder.resolve("x") + "");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "auricle: text.pieces: wanted, but en-spell spells with a lexicon (expected:"
                + " --init of a model without one)\n");
  }

  @Test
  void findsPiecesInTextsAndDividesTexts() throws IOException {
    String text = path("text.txt", "ab abab cab\nab cab\n");
    String pieces = folder.resolve("pieces.txt").toString();
    assertThat(run("pieces", "train", text, "-o", pieces, "--count", "7", "--longest", "2"))
        .contains("words      3 different ones", "3 characters and " + START + " among them")
        .contains("characters a b c", "likeliest");
    assertThat(run("pieces", "split", pieces, text)).startsWith(START + "ab " + START + "ab");
    assertThat(run("pieces", "split", pieces, "--lexicon", text).lines())
        .hasSize(3)
        .first()
        .isEqualTo("ab\t" + START + "ab");
    String drawn = run("pieces", "split", pieces, "--temperature=9", text);
    assertThat(drawn).isEqualTo(run("pieces", "split", pieces, "--temperature=9", text));
    assertThat(drawn.replace(" ", "").replace(START, " ").strip().replace("\n ", "\n"))
        .isEqualTo("ab abab cab\nab cab");
    assertThat(drawn).isNotEqualTo(run("pieces", "split", pieces, text));
  }

  @Test
  void saysWhatIsWrongInOneLine() throws IOException {
    String text = path("text.txt", "ab c7\n");
    String out = folder.resolve("pieces.txt").toString();
    assertThat(error("pieces", "train", text, "-o", out, "--count=3"))
        .isEqualTo(
            "--count: 3 (expected: >= 5, a piece for each character and for the start of a"
                + " word)");
    assertThat(error("pieces", "train", text, "-o", out, "--longest=0"))
        .isEqualTo("--longest: 0 (expected: 1..32)");
    assertThat(error("pieces", "train", path("empty", "\n"), "-o", out))
        .isEqualTo("TEXT: no words (expected: some)");
    assertThat(error("pieces", "split", model.toString(), text))
        .isEqualTo(text + ": no token for \"7\" in \"ab c7\"");
    assertThat(error("pieces", "split", "en-spell", text))
        .isEqualTo("en-spell: no word pieces (expected: a model of word pieces)");
    assertThat(error("pieces", "split", path("bad", "a\n"), text))
        .isEqualTo(folder.resolve("bad") + " line 1: no tab (expected: piece, tab, ln P)");
    assertThat(error("pieces")).startsWith("no command given: train or split");
  }

  private static String error(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    return run.err().strip().replaceFirst("^auricle: ", "");
  }
}
