package org.auricle.decoder.spotting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseHit;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.PhraseStream;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posteriors that say what was said, frame by frame. */
class CtcPhraseSpotterTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("<blank>", "a", "b", "c"), 0);
  private static final double SHIFT = 0.03;
  private static final SpottingOptions OPTIONS =
      new SpottingOptions(2, 1.5, 0.1, 5, 0.8, 0.09, 0.3);

  private static PhraseSpotter spotter(KeyPhrase... phrases) {
    return CtcPhraseSpotter.of(
        List.of(phrases), text -> List.of(TOKENS.encode(text)), TOKENS, OPTIONS);
  }

  /**
   * Posteriors of a path.
   *
   * @param path a symbol a frame, "." for blank
   * @param nats how far all others are below
   */
  private static LogPosteriors said(String path, double nats) {
    float[] y = new float[path.length() * TOKENS.size()];
    double rest = 3 * Math.exp(-nats);
    Arrays.fill(y, (float) (-nats - Math.log1p(rest)));
    for (int t = 0; t < path.length(); t++) {
      int token = path.charAt(t) == '.' ? 0 : TOKENS.id(path.substring(t, t + 1));
      y[t * TOKENS.size() + token] = (float) -Math.log1p(rest);
    }
    return new LogPosteriors(y, path.length(), TOKENS.size(), SHIFT);
  }

  private static List<PhraseHit> hits(PhraseSpotter spotter, LogPosteriors posteriors) {
    PhraseStream stream = spotter.newStream();
    List<PhraseHit> hits = new ArrayList<>(stream.accept(posteriors));
    hits.addAll(stream.finish());
    return hits;
  }

  @Test
  void aPhraseIsFoundWhereItWasSaid() {
    List<PhraseHit> hits = hits(spotter(new KeyPhrase("abc")), said("..c.aa.b..c.....b...", 8));

    assertThat(hits).hasSize(1);
    assertThat(hits.get(0).phrase()).isEqualTo("abc");
    assertThat(hits.get(0).startSeconds()).isCloseTo(5 * SHIFT, within(SHIFT + 1e-9));
    assertThat(hits.get(0).endSeconds()).isCloseTo(11 * SHIFT, within(1e-9));
    assertThat(hits.get(0).confidence()).isCloseTo(1, within(0.01));
  }

  @Test
  void howUnlikelyASoundMayBeDependsOnTheSensitivity() {
    LogPosteriors posteriors = said("....a..c....", 3); // b is 3 nats below: a nat a token
    double likely = 4 * Math.log1p(3 * Math.exp(-3)); // of the four frames from a to c

    assertThat(OPTIONS.nats(3, 0.4)).isCloseTo(1 - 0.16, within(1e-9));
    assertThat(hits(spotter(new KeyPhrase("abc", 0.4)), posteriors)).isEmpty();
    assertThat(OPTIONS.nats(3, 0.8)).isCloseTo(1 + 0.48, within(1e-9));
    List<PhraseHit> hits = hits(spotter(new KeyPhrase("abc", 0.8)), posteriors);
    assertThat(hits).hasSize(1);
    assertThat(hits.get(0).confidence()).isCloseTo(Math.exp(-(3 + likely) / 3), within(1e-6));
  }

  @Test
  void longPhrasesMayBeLessLikelyThanShortOnesWithinLimits() {
    assertThat(SpottingOptions.DEFAULT.nats(3, 0.5)).isEqualTo(0.6);
    assertThat(SpottingOptions.DEFAULT.nats(8, 0.5)).isCloseTo(4.5 * 2.9 / 8, within(1e-9));
    assertThat(SpottingOptions.DEFAULT.nats(40, 1)).isCloseTo(2.5 * 1.4, within(1e-9));
  }

  @Test
  void aPhraseSaidTwiceIsFoundTwiceUnlessTheSecondComesTooSoon() {
    PhraseSpotter spotter = spotter(new KeyPhrase("ab"));

    assertThat(hits(spotter, said("..a.b...........a.b..", 8))).hasSize(2); // 0.33 s between
    assertThat(hits(spotter, said("..a.b......a.b.......", 8))).hasSize(1); // 0.18 s
  }

  @Test
  void severalPhrasesAreFoundInTheOrderInWhichTheyEnd() {
    PhraseSpotter spotter = spotter(new KeyPhrase("ca"), new KeyPhrase("ab"));

    assertThat(hits(spotter, said("..a.b....c..a...", 8)))
        .extracting(PhraseHit::phrase)
        .containsExactly("ab", "ca");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void howThePosteriorsAreDividedDoesNotMatter(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int frames = 400;
    float[] y = new float[frames * TOKENS.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) Math.log(random.nextDouble());
    }
    PhraseSpotter spotter = spotter(new KeyPhrase("abc", 1), new KeyPhrase("ba", 0.9));
    List<PhraseHit> whole = hits(spotter, new LogPosteriors(y, frames, TOKENS.size(), SHIFT));
    assertThat(whole).hasSizeGreaterThan(3);

    PhraseStream stream = spotter.newStream();
    List<PhraseHit> parts = new ArrayList<>();
    for (int from = 0; from < frames; ) {
      int to = Math.min(frames, from + random.nextInt(9));
      float[] rows = Arrays.copyOfRange(y, from * TOKENS.size(), to * TOKENS.size());
      parts.addAll(stream.accept(new LogPosteriors(rows, to - from, TOKENS.size(), SHIFT)));
      from = to;
    }
    parts.addAll(stream.finish());
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void silenceAndNothingHaveNoPhrases() {
    PhraseSpotter spotter = spotter(new KeyPhrase("ab", 1));

    assertThat(hits(spotter, said(".".repeat(100), 8))).isEmpty();
    assertThat(spotter.newStream().finish()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    LogPosteriors others = new LogPosteriors(new float[5], 1, 5, SHIFT);

    assertThatThrownBy(() -> spotter(new KeyPhrase("ab")).newStream().accept(others))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("posteriors: 5 tokens (expected: 4, the vocabulary)");
    assertThatThrownBy(() -> spotter())
        .isInstanceOf(DecodeRequestException.class)
        .hasMessage("phrases: none (expected: at least one)");
    assertThatThrownBy(() -> new SpottingOptions(1, 1, 0.5, 0.2, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mostNats: 0.2 (expected: >= leastNats, 0.5, finite)");
  }
}
