package org.auricle.acoustic.g2p.training;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/** Measures a network on held-out words. */
final class LetterToSoundValidator {
  private static final int N_BEST = 3;

  private final List<LetterToSoundData.Word> words;
  private final Function<TokenTable, CtcDecoder> decoders;

  LetterToSoundValidator(
      List<LetterToSoundData.Word> words, Function<TokenTable, CtcDecoder> decoders) {
    this.words = words;
    this.decoders = decoders;
  }

  LetterToSoundValidation measure(LetterToSound model, int epoch, double trainLoss) {
    CtcDecoder decoder = decoders.apply(model.phones());
    List<LogPosteriors> scores =
        model.score(words.stream().map(LetterToSoundData.Word::word).toList());
    int wrong = 0;
    int wrongOfThree = 0;
    ErrorRate phones = ErrorRate.ZERO;
    for (int i = 0; i < words.size(); i++) {
      List<List<String>> right = words.get(i).pronunciations();
      List<List<String>> said =
          decoder.decode(scores.get(i), N_BEST).stream().map(h -> phones(h, model)).toList();
      wrong += right.contains(said.get(0)) ? 0 : 1;
      wrongOfThree += said.stream().anyMatch(right::contains) ? 0 : 1;
      phones = phones.plus(nearest(right, said.get(0)));
    }
    return new LetterToSoundValidation(
        epoch,
        trainLoss,
        words.size(),
        100.0 * wrong / words.size(),
        100.0 * wrongOfThree / words.size(),
        phones.percent());
  }

  private static List<String> phones(Hypothesis hypothesis, LetterToSound model) {
    return Arrays.stream(hypothesis.tokens()).mapToObj(model.phones()::symbol).toList();
  }

  private static ErrorRate nearest(List<List<String>> right, List<String> said) {
    ErrorRate least = ErrorRate.of(right.get(0), said);
    for (List<String> other : right.subList(1, right.size())) {
      ErrorRate errors = ErrorRate.of(other, said);
      least = errors.errors() < least.errors() ? errors : least;
    }
    return least;
  }
}
