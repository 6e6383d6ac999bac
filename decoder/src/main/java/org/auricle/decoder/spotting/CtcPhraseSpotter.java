package org.auricle.decoder.spotting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseHit;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.PhraseStream;
import org.auricle.engine.recognition.TokenTable;

/**
 * Finds any phrases in the posteriors of a CTC network that was never taught them, as in Hwang et
 * al. 2015 (arXiv 1512.08903) and Lengerich and Hannun 2016 (arXiv 1611.09405): by the tokens that
 * spell or pronounce them.
 *
 * <p>How well a token sequence h fits the frames a to b is the probability of its best path there,
 * per token:
 *
 * <pre>
 *   s(h, a, b) = 1/|h| max over paths p with B(p) = h, p(a) = h(1), p(b) = h(|h|) of
 *                sum over t = a..b of ln y(t, p(t))
 * </pre>
 *
 * where B drops repetitions, then blanks, and y are the posteriors. What else may have been said is
 * in there already, since the posteriors of a frame add up to 1; measured, a ratio to the best path
 * of all tells less. A frame b ends a match if the largest s over all a and all the phrase's
 * sequences is within the limit that {@link SpottingOptions} sets; of neighbouring matches the best
 * is a hit, whose confidence is exp(s). All a are looked at at once, since a path may begin in any
 * frame at no cost.
 *
 * <p>Tokens before and behind do not count: a word is found in longer ones that contain its sounds.
 * Thread-safe; streams are not.
 */
public final class CtcPhraseSpotter implements PhraseSpotter {
  private final List<Spelled> phrases;
  private final TokenTable tokens;
  private final SpottingOptions options;

  private record Spelled(KeyPhrase phrase, List<int[]> sequences) {}

  private CtcPhraseSpotter(List<Spelled> phrases, TokenTable tokens, SpottingOptions options) {
    this.phrases = phrases;
    this.tokens = tokens;
    this.options = options;
  }

  /**
   * A spotter.
   *
   * @param phrases at least one
   * @param spelling the token sequences of a phrase, none empty; throws DecodeRequestException if
   *     there is none
   * @throws DecodeRequestException if there is no phrase, or one has no sequence
   */
  public static CtcPhraseSpotter of(
      List<KeyPhrase> phrases,
      Function<String, List<int[]>> spelling,
      TokenTable tokens,
      SpottingOptions options) {
    if (phrases.isEmpty()) {
      throw new DecodeRequestException("phrases: none (expected: at least one)");
    }
    List<Spelled> spelled = new ArrayList<>(phrases.size());
    for (KeyPhrase phrase : phrases) {
      spelled.add(new Spelled(phrase, List.copyOf(spelling.apply(phrase.text()))));
    }
    return new CtcPhraseSpotter(spelled, tokens, options);
  }

  @Override
  public PhraseStream newStream() {
    return new Stream();
  }

  private final class Stream implements PhraseStream {
    private final PhraseWatch[] watches;
    private long frame;
    private double frameShiftSeconds = 1; // until the first rows say

    Stream() {
      watches = new PhraseWatch[phrases.size()];
      for (int i = 0; i < watches.length; i++) {
        Spelled spelled = phrases.get(i);
        watches[i] = new PhraseWatch(spelled.phrase, spelled.sequences, tokens.blank(), options);
      }
    }

    @Override
    public List<PhraseHit> accept(LogPosteriors posteriors) {
      if (posteriors.tokens() != tokens.size()) {
        throw new IllegalArgumentException(
            "posteriors: "
                + posteriors.tokens()
                + " tokens (expected: "
                + tokens.size()
                + ", the vocabulary)");
      }
      frameShiftSeconds = posteriors.frameShiftSeconds();
      List<PhraseHit> hits = new ArrayList<>(0);
      for (int t = 0; t < posteriors.frames(); t++) {
        int row = t * tokens.size();
        for (PhraseWatch watch : watches) {
          if (watch.step(posteriors.logProbs(), row, frame, frameShiftSeconds)) {
            watch.take(frameShiftSeconds).ifPresent(hits::add);
          }
        }
        frame++;
      }
      return hits;
    }

    @Override
    public List<PhraseHit> finish() {
      List<PhraseHit> hits = new ArrayList<>(0);
      for (PhraseWatch watch : watches) {
        watch.take(frameShiftSeconds).ifPresent(hits::add);
      }
      return hits;
    }
  }
}
