package org.auricle.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.decoder.bias.Pronunciations;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.TokenTable;

/** What a {@link Pronouncer} says, in the tokens of an acoustic model. */
final class ModelPhones implements Pronunciations {
  /** Ways to say a word that are looked for; more would be taken for other words. */
  private static final int WAYS = 3;

  /** A way this much less likely than the likeliest is none. */
  private static final double LEAST_SHARE = 0.2;

  private final Pronouncer pronouncer;
  private final TokenTable tokens;

  ModelPhones(Pronouncer pronouncer, TokenTable tokens) {
    this.pronouncer = pronouncer;
    this.tokens = tokens;
  }

  /** The phones that a model has no tokens for. */
  static List<String> missing(Collection<String> phones, TokenTable tokens) {
    return phones.stream().filter(phone -> tokens.id(phone) < 0).distinct().toList();
  }

  @Override
  public List<int[]> of(String word) {
    List<Pronouncer.Pronunciation> ways;
    try {
      ways = pronouncer.pronounce(word, WAYS);
    } catch (PronunciationException e) {
      throw new DecodeRequestException(e.getMessage());
    }
    List<int[]> known = new ArrayList<>();
    for (Pronouncer.Pronunciation way : ways) {
      boolean likely = way.probability() >= LEAST_SHARE * ways.get(0).probability();
      if (likely && missing(way.phones(), tokens).isEmpty()) {
        known.add(way.phones().stream().mapToInt(tokens::id).toArray());
      }
    }
    if (known.isEmpty()) {
      throw new DecodeRequestException(
          "\"%s\": said with %s, which the model never learned (expected: other sounds)"
              .formatted(word, String.join(", ", missing(ways.get(0).phones(), tokens))));
    }
    return known;
  }
}
