package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class DiscountingDecoderTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("_", "a", "b"), 0);
  private static final double NATS = 1.5;

  /** Frames in which the blank is likelier than anything else, by less than the discount. */
  private static LogPosteriors unsure(int frames) {
    SplittableRandom random = new SplittableRandom(3);
    float[] y = new float[frames * TOKENS.size()];
    for (int t = 0; t < frames; t++) {
      double a = random.nextDouble(0.25, 0.4);
      double b = random.nextDouble(0.01, 0.1);
      y[3 * t] = (float) Math.log(1 - a - b);
      y[3 * t + 1] = (float) Math.log(a);
      y[3 * t + 2] = (float) Math.log(b);
    }
    return new LogPosteriors(y, frames, TOKENS.size(), 0.03);
  }

  private static CtcDecoder search() {
    return new PrefixBeamSearch(TOKENS, BeamOptions.DEFAULT);
  }

  @Test
  void decodesWhatIsLeftOfTheBlanks() {
    LogPosteriors posteriors = unsure(4);
    CtcDecoder discounting = new DiscountingDecoder(search(), 0, NATS);
    Hypothesis found = discounting.decode(posteriors, 1).get(0);
    LogPosteriors left = BlankDiscount.apply(posteriors, 0, NATS);
    assertThat(TOKENS.text(found)).isEqualTo("a");
    assertThat(found.acousticScore()).isEqualTo(search().decode(left, 1).get(0).acousticScore());
    assertThat(discounting.logProbability(posteriors, new int[] {1}))
        .isEqualTo(search().logProbability(posteriors, new int[] {1}));
  }

  @Test
  void findsTheSameInPiecesAndPassesTheRestOn() {
    LogPosteriors whole = unsure(6);
    DecodeRequest request = DecodeRequest.nBest(2);
    DecodeStream stream = new DiscountingDecoder(search(), 0, NATS).newStream(request);
    for (int t = 0; t < whole.frames(); t++) {
      float[] frame = Arrays.copyOfRange(whole.logProbs(), 3 * t, 3 * t + 3);
      stream.accept(new LogPosteriors(frame, 1, 3, 0.03));
    }
    DecodeStream plain = search().newStream(request);
    plain.accept(BlankDiscount.apply(whole, 0, NATS));
    assertThat(stream.stableTokens()).isEqualTo(plain.stableTokens());
    assertThat(texts(stream.partial())).isEqualTo(texts(plain.partial()));
    assertThat(texts(stream.finish())).isEqualTo(texts(plain.finish()));
  }

  @Test
  void leavesGrammarsToWhatRejects() {
    DecodeStream inner = search().newStream(DecodeRequest.nBest(1));
    CtcDecoder decoder =
        new CtcDecoder() {
          @Override
          public DecodeStream newStream(DecodeRequest request) {
            return inner;
          }

          @Override
          public double logProbability(LogPosteriors posteriors, int[] tokens) {
            return 0;
          }
        };
    DecodeRequest open = DecodeRequest.nBest(1);
    DecodeRequest bound =
        new DecodeRequest(1, List.of(), Optional.of(new Grammar.Phrases(List.of("a"))));
    assertThat(new DiscountingDecoder(decoder, 0, NATS).newStream(bound)).isSameAs(inner);
    assertThat(new DiscountingDecoder(decoder, 0, NATS).newStream(open)).isNotSameAs(inner);
    assertThat(new DiscountingDecoder(decoder, 0, 0).newStream(open)).isSameAs(inner);
  }

  private static List<String> texts(List<Hypothesis> found) {
    return found.stream().map(TOKENS::text).toList();
  }
}
