package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.Phrase;
import org.auricle.models.domain.SlotValue;

/** What a trained model makes of words that no expression allows. Immutable and thread-safe. */
final class Tagger {
  private static final double NOTICEABLE = 0.01; // probability of an intent

  private final UnderstandingModel model;
  private final Map<String, Intent> intents = new LinkedHashMap<>();
  private final SpanReader reader;
  private final Set<String> needsValue = new HashSet<>(); // intents; without one they are not meant

  /**
   * A tagger.
   *
   * @param finders by names of slot values
   * @throws UnderstandingException if the model knows an intent or a slot that the domain lacks
   */
  Tagger(
      UnderstandingModel model,
      Domain domain,
      Map<String, ValueFinder> finders,
      SpokenValues values) {
    this.model = model;
    reader = new SpanReader(finders, values);
    for (Intent intent : domain.intents()) {
      intents.put(intent.name(), intent);
      if (intent.expressions().stream().allMatch(e -> hasValue(e.phrase()))) {
        needsValue.add(intent.name());
      }
    }
    require("intent", model.config().intents(), intents);
    require("slot", model.config().slots(), finders);
  }

  /** Whether a phrase cannot be said without a value. */
  private static boolean hasValue(Phrase phrase) {
    if (phrase instanceof Phrase.Sequence sequence) {
      return sequence.parts().stream().anyMatch(Tagger::hasValue);
    }
    if (phrase instanceof Phrase.Choice choice) {
      return choice.choices().stream().allMatch(Tagger::hasValue);
    }
    return phrase instanceof Phrase.SlotReference;
  }

  private static void require(String what, List<String> known, Map<String, ?> domain) {
    for (String name : known) {
      if (!domain.containsKey(name)) {
        throw new UnderstandingException(
            "the model's %s %s: not in the domain (expected: one of %s; train it again)"
                .formatted(what, name, String.join(", ", domain.keySet())));
      }
    }
  }

  /**
   * Meanings of sentences.
   *
   * @param sentences each of at least one word
   * @return for each the intents that are not out of the question, with their probabilities
   */
  List<List<Interpretation>> meanings(List<List<String>> sentences) {
    List<UnderstandingModel.Reading> readings = model.read(sentences);
    List<List<Interpretation>> meanings = new ArrayList<>();
    for (int s = 0; s < sentences.size(); s++) {
      meanings.add(meanings(sentences.get(s), readings.get(s)));
    }
    return meanings;
  }

  private List<Interpretation> meanings(List<String> words, UnderstandingModel.Reading reading) {
    int[] path = reading.path();
    List<BioDecoder.Span> spans = BioDecoder.spans(reading.tags(), path);
    List<Interpretation> meanings = new ArrayList<>();
    for (int k = 1; k < reading.intents().length; k++) {
      if (reading.intents()[k] >= NOTICEABLE) {
        Intent intent = intents.get(model.config().intents().get(k - 1));
        List<SlotValue> slots = slots(words, path, spans, intent);
        boolean value = slots.stream().anyMatch(slot -> !slot.value().isEmpty());
        if (value || !needsValue.contains(intent.name())) {
          meanings.add(new Interpretation(intent.name(), slots, Math.min(1, reading.intents()[k])));
        }
      }
    }
    return meanings;
  }

  private List<SlotValue> slots(
      List<String> words, int[] path, List<BioDecoder.Span> spans, Intent intent) {
    Map<String, SlotValue> best = new HashMap<>();
    List<SlotValue> slots = new ArrayList<>();
    for (BioDecoder.Span span : spans) {
      String name = model.config().slots().get(span.slot());
      if (intent.slotNames().contains(name)) {
        SlotValue slot = reader.read(words, path, span, name);
        SlotValue before = best.get(name);
        if (before == null || before.confidence() < slot.confidence()) {
          slots.remove(before);
          slots.add(slot);
          best.put(name, slot);
        }
      }
    }
    return slots;
  }
}
