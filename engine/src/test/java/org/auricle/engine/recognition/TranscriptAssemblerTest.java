package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TranscriptAssemblerTest {
  private static final TokenTable TOKENS = new TokenTable(List.of("_", " ", "a", "b"), 0);

  private static final ConfidenceOptions PLAIN = new ConfidenceOptions(1, 0.5, 10);

  private static Transcript assemble(
      List<Hypothesis> nBest,
      TokenTable tokens,
      double durationSeconds,
      int alternatives,
      ConfidenceOptions options) {
    return new TranscriptAssembler(tokens, 0.1, options)
        .assemble(nBest, durationSeconds, alternatives);
  }

  private static Hypothesis hypothesis(double probability, int... tokens) {
    int[] starts = new int[tokens.length];
    int[] ends = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      starts[i] = 2 * i;
      ends[i] = 2 * i + 1;
    }
    return new Hypothesis(tokens, starts, ends, Math.log(probability), 0);
  }

  @Test
  void wordsHaveTimesAndPosteriors() {
    Transcript transcript =
        assemble(
            List.of(
                hypothesis(0.4, 2, 3, 1, 2), // "ab a"
                hypothesis(0.2, 2, 3, 1, 3), // "ab b"
                hypothesis(0.1, 1, 2, 3, 1, 3), // "ab b", elsewhere
                hypothesis(0.1, 3)), // "b"
            TOKENS,
            0.65,
            2,
            PLAIN);
    assertThat(transcript.text()).isEqualTo("ab a");
    assertThat(transcript.alternatives()).hasSize(2);
    assertThat(transcript.confidence()).isCloseTo(0.5, Offset.offset(1e-9));
    assertThat(transcript.alternatives().get(1).text()).isEqualTo("ab b");
    assertThat(transcript.alternatives().get(1).confidence())
        .isCloseTo(0.3 / 0.8, Offset.offset(1e-9));

    Word first = transcript.words().get(0);
    assertThat(first.text()).isEqualTo("ab");
    assertThat(first.startSeconds()).isZero();
    assertThat(first.endSeconds()).isCloseTo(0.3, Offset.offset(1e-9));
    assertThat(first.confidence()).isCloseTo(0.7 / 0.8, Offset.offset(1e-9));
    Word second = transcript.words().get(1);
    assertThat(second.startSeconds()).isCloseTo(0.6, Offset.offset(1e-9));
    assertThat(second.endSeconds()).as("not beyond the audio").isEqualTo(0.65);
    assertThat(second.confidence()).isCloseTo(0.5, Offset.offset(1e-9));
  }

  @Test
  void aTemperatureTakesScoresForLessThanTheySay() {
    Transcript transcript =
        assemble(
            List.of(hypothesis(0.64, 2, 3, 1, 2), hypothesis(0.16, 2, 3), hypothesis(0.04, 3)),
            TOKENS,
            1,
            2,
            PLAIN.withTemperature(2));
    assertThat(transcript.confidence()) // roots: 0.8, 0.4, 0.2
        .isCloseTo(0.8 / 1.4, Offset.offset(1e-9));
    assertThat(transcript.words().get(0).confidence()).isCloseTo(1.2 / 1.4, Offset.offset(1e-9));
    assertThat(transcript.alternatives().get(1).confidence())
        .isCloseTo(0.4 / 1.4, Offset.offset(1e-9));
    assertThat(transcript.alternatives().get(0).score()).isEqualTo(Math.log(0.64));
  }

  @Test
  void theAcousticModelIsAWitnessToo() {
    float[] even = new float[16];
    Arrays.fill(even, (float) Math.log(0.25));
    LogPosteriors y = new LogPosteriors(even, 4, 4, 0.1);
    CtcDecoder decoder =
        new CtcDecoder() {
          @Override
          public DecodeStream newStream(DecodeRequest request) {
            throw new AssertionError("nothing is decoded here");
          }

          @Override
          public double logProbability(LogPosteriors posteriors, int[] tokens) {
            return Math.log(0.09); // four ways to have separators around: 0.36
          }
        };
    Transcript transcript =
        new TranscriptAssembler(TOKENS, 0.1, PLAIN)
            .withEvidence(decoder, y)
            .assemble(List.of(hypothesis(0.25, 2), hypothesis(0.25, 3)), 1, 2);
    assertThat(transcript.words().get(0).confidence())
        .isCloseTo(Math.sqrt(0.5 * 0.36), Offset.offset(1e-9));
    assertThat(transcript.confidence()).isCloseTo(Math.sqrt(0.5 * 0.25), Offset.offset(1e-9));
  }

  @Test
  void nothingRecognisedIsAnEmptyTranscript() {
    Transcript transcript = assemble(List.of(hypothesis(1)), TOKENS, 0, 3, PLAIN);
    assertThat(transcript.text()).isEmpty();
    assertThat(transcript.words()).isEmpty();
    assertThat(transcript.alternatives()).hasSize(1);
  }

  @Test
  void wordsOfPiecesAreTimedByTheTokensThatShow() {
    TokenTable pieces =
        new TokenTable(List.of("_", "<unk>", "\u2581", "\u2581ca", "t", "<0xC3>", "<0xA9>"), 0);
    Transcript transcript =
        assemble(List.of(hypothesis(1, 1, 3, 4, 1, 2, 5, 6, 3)), pieces, 10, 1, PLAIN);
    assertThat(transcript.text()).isEqualTo("cat \u00e9 ca");
    assertThat(transcript.words())
        .extracting(
            Word::text,
            w -> Math.round(10 * w.startSeconds()),
            w -> Math.round(10 * w.endSeconds()))
        .containsExactly(
            Assertions.tuple("cat", 2L, 5L), // tokens 1 and 2
            Assertions.tuple("\u00e9", 10L, 13L), // tokens 5 and 6
            Assertions.tuple("ca", 14L, 15L));
  }
}
