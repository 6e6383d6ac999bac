package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Posteriors of 100 sentences over 29 letters, with the error rates that their maker states. */
class DecoderFixtureTest {
  private static final int TOKENS = 29;

  private static final List<LogPosteriors> UTTERANCES = new ArrayList<>();
  private static List<String> references;
  private static TokenTable table;
  private static NgramModel model;

  @BeforeAll
  static void read() throws IOException {
    Path folder = folder();
    Assumptions.assumeTrue(folder != null, "shared/fixtures/decoder is not here: skipped");
    List<String> symbols = new ArrayList<>(List.of("<blank>", " ", "'"));
    for (char c = 'a'; c <= 'z'; c++) {
      symbols.add(Character.toString(c));
    }
    table = new TokenTable(symbols, 0);
    model = NgramModel.open(folder.resolve("lm.arpa"));
    references = Files.readAllLines(folder.resolve("refs.txt"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("posteriors.f32")));
    var floats = bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (String line : Files.readAllLines(folder.resolve("index.tsv"))) {
      String[] fields = line.split("\t");
      int frames = Integer.parseInt(fields[2]);
      float[] y = new float[frames * TOKENS];
      floats.get(Integer.parseInt(fields[1]) * TOKENS, y);
      UTTERANCES.add(new LogPosteriors(y, frames, TOKENS, 0.02));
    }
  }

  private static Path folder() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path found = p.resolve("shared/fixtures/decoder");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    return null;
  }

  @Test
  void greedyMakesTheErrorsStated() {
    GreedyDecoder greedy = new GreedyDecoder(table);
    ErrorRate words = ErrorRate.ZERO;
    ErrorRate characters = ErrorRate.ZERO;
    for (int i = 0; i < UTTERANCES.size(); i++) {
      DecodeStream stream = greedy.newStream(1);
      stream.accept(UTTERANCES.get(i));
      String text = table.text(stream.partial().get(0).tokens());
      words = words.plus(ErrorRate.ofWords(references.get(i), text));
      characters = characters.plus(ErrorRate.ofCharacters(references.get(i), text));
    }
    assertThat(words.percent()).isCloseTo(54.32, within(0.005));
    assertThat(characters.percent()).isCloseTo(14.49, within(0.005));
  }

  @Test
  void theBeamFindsMoreProbableTextThanGreedyAndItsScoresAreExact() {
    PrefixBeamSearch search = new PrefixBeamSearch(table);
    GreedyDecoder greedy = new GreedyDecoder(table);
    for (LogPosteriors y : UTTERANCES.subList(0, 5)) {
      Hypothesis best = search.decode(y, 1).get(0);
      double truth = CtcProbability.of(y, 0, best.tokens());
      assertThat(best.acousticScore()).isCloseTo(truth, within(1e-6));
      assertThat(truth).isGreaterThanOrEqualTo(greedy.decode(y, 1).get(0).acousticScore() - 1e-6);
    }
  }

  /** Flashlight's decoder errs in 8.14 % of the words at this width, and in 7.06 % at 256. */
  @Test
  void wordsAndTheirModelLeaveFewErrorsAndScoresStayExact() throws IOException {
    PrefixBeamSearch search = withWords(table);
    ErrorRate words = ErrorRate.ZERO;
    for (int i = 0; i < UTTERANCES.size(); i++) {
      Hypothesis best = search.decode(UTTERANCES.get(i), 1).get(0);
      double truth = CtcProbability.of(UTTERANCES.get(i), 0, best.tokens());
      assertThat(best.acousticScore()).isCloseTo(truth, within(1e-6));
      words = words.plus(ErrorRate.ofWords(references.get(i), table.text(best)));
    }
    assertThat(words.percent()).isLessThan(7.3);
  }

  /** Posteriors of somebody's English model, over space, a..z, apostrophe and blank. */
  @Test
  void aForeignModelsPosteriorsReadAsASentence() throws IOException {
    List<String> symbols = new ArrayList<>(List.of(" "));
    for (char c = 'a'; c <= 'z'; c++) {
      symbols.add(Character.toString(c));
    }
    symbols.addAll(List.of("'", "<blank>"));
    TokenTable foreign = new TokenTable(symbols, 28);
    String json = Files.readString(folder().resolve("libri_logits.json"));
    String[] values = json.replaceAll("[\\[\\]\\s]", "").split(",");
    float[] y = new float[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Float.parseFloat(values[i]);
    }
    LogPosteriors posteriors = new LogPosteriors(y, y.length / 29, 29, 0.02);
    Hypothesis best = withWords(foreign).decode(posteriors, 1).get(0);
    assertThat(foreign.text(best))
        .isEqualTo(
            "i have a good deal of will you remember and what i have set my mind upon no doubt i"
                + " shall some day achieve");
  }

  private static PrefixBeamSearch withWords(TokenTable symbols) throws IOException {
    Fusion fusion =
        Fusion.of(
            Lexicon.read(folder().resolve("lexicon.txt"), symbols), model, FusionWeights.DEFAULT);
    return new PrefixBeamSearch(symbols, new BeamOptions(64, 12, 40, -8), fusion);
  }
}
