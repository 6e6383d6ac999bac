package org.auricle.decoder.bias;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.CtcProbability;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real network heard: "... no doubt I shall some day achieve". */
class RealPosteriorsTest {
  private static final String SOME_DAY =
      "i have a good deal of will you remember and what i have set my mind upon no doubt i shall"
          + " some day achieve";
  private static final String SOMEDAY = SOME_DAY.replace("some day", "someday");

  private static TokenTable table;
  private static LogPosteriors posteriors;

  @BeforeAll
  static void read() throws IOException {
    Path file = file();
    Assumptions.assumeTrue(file != null, "shared/fixtures/decoder is not here: skipped");
    List<String> symbols = new ArrayList<>(List.of(" "));
    for (char c = 'a'; c <= 'z'; c++) {
      symbols.add(Character.toString(c));
    }
    symbols.addAll(List.of("'", "<blank>"));
    table = new TokenTable(symbols, symbols.size() - 1);
    String[] values = Files.readString(file).replaceAll("[\\[\\]\\s]", "").split(",", -1);
    float[] y = new float[values.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Float.parseFloat(values[i]);
    }
    posteriors = new LogPosteriors(y, y.length / table.size(), table.size(), 0.02);
  }

  private static Path file() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      Path found = p.resolve("shared/fixtures/decoder/libri_logits.json");
      if (Files.exists(found)) {
        return found;
      }
    }
    return null;
  }

  private static Hypothesis decode(Optional<Grammar> grammar, BoostedPhrase... boosts) {
    return new PrefixBeamSearch(
            table, BeamOptions.DEFAULT, Fusion.NONE, new BiasCompiler(table, Optional.empty()))
        .decode(posteriors, new DecodeRequest(1, List.of(boosts), grammar))
        .get(0);
  }

  private static String text(BoostedPhrase... boosts) {
    return table.text(decode(Optional.empty(), boosts));
  }

  @Test
  void aBoostFlipsThePhraseAsSoonAsItOutweighsThePosteriors() {
    double margin = exact(SOME_DAY) - exact(SOMEDAY);
    assertThat(margin).isPositive();
    assertThat(text()).isEqualTo(SOME_DAY);
    assertThat(text(new BoostedPhrase("some day", margin))).isEqualTo(SOME_DAY);
    assertThat(text(new BoostedPhrase("someday", margin - 0.1))).isEqualTo(SOME_DAY);
    assertThat(text(new BoostedPhrase("someday", margin + 0.1))).isEqualTo(SOMEDAY);
    assertThat(
            text(
                new BoostedPhrase("Someday", 2 * margin),
                new BoostedPhrase("some day", 2 * margin)))
        .isEqualTo(SOME_DAY);
    assertThat(text(new BoostedPhrase("some day", -margin - 0.1))).doesNotContain("some day");
  }

  private static double exact(String text) {
    return CtcProbability.of(posteriors, table.blank(), table.encode(text));
  }

  @Test
  void scoresSayWhatTheBoostAdded() {
    Hypothesis boosted = decode(Optional.empty(), new BoostedPhrase("i have", 1.5));
    assertThat(boosted.languageScore()).isCloseTo(3, Offset.offset(1e-4)); // it is said twice
    assertThat(boosted.acousticScore()).isCloseTo(exact(SOME_DAY), Offset.offset(1e-6));
  }

  @Test
  void aGrammarFindsTheSentenceThatIsInIt() {
    Grammar grammar =
        new Grammar.Jsgf(
            """
            #JSGF V1.0;
            grammar will;
            public <sentence> = I have a (good | great) deal of <noun> you remember <rest>;
            <noun> = will | still | wheel;
            <rest> = and what I have set my (mind | wind) [up] upon no doubt I shall someday <verb>;
            <verb> = achieve | a chief;
            """);
    assertThat(table.text(decode(Optional.of(grammar))))
        .isEqualTo(SOMEDAY.replaceAll("\\bi\\b", "I"));
  }
}
