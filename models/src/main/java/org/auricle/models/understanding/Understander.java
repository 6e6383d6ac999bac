package org.auricle.models.understanding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Transcript.Alternative;
import org.auricle.engine.recognition.Word;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.domain.SpokenText;

/**
 * Says what was meant. Each reading of what was said is first taken as an expression of the domain;
 * if it is none, a trained model, if there is one, says which intent it is and which words are
 * which slot's. The readings are weighed against each other by their scores, and those that mean
 * the same add up. A slot whose words are no value that the domain has, nor near one, is reported
 * with an empty value: that it was asked for is known, but not what. Immutable and thread-safe.
 */
public final class Understander {
  private static final int MOST_TURNS = 64; // kinds of turns that are kept

  /**
   * How much confidences of words count. They are of any words; a domain leaves few to choose from,
   * and where all of 78 spoken orders were understood, their least was 0.55 on average.
   */
  private static final double HEARD_SHARE = 0.25;

  private final Domain domain;
  private final Optional<UnderstandingModel> model;
  private final UnderstandingOptions options;
  private final SpokenValues values;
  private final Map<String, ValueFinder> finders = new LinkedHashMap<>(); // by names of values
  private final Optional<Tagger> tagger;
  private final Map<Set<String>, Domain> turns = new ConcurrentHashMap<>(); // by slots expected

  private Understander(
      Domain domain,
      Optional<UnderstandingModel> model,
      UnderstandingOptions options,
      Optional<LocalDate> today) {
    this.domain = Objects.requireNonNull(domain, "domain");
    this.model = model;
    this.options = Objects.requireNonNull(options, "options");
    for (String name : domain.valueNames()) {
      finders.put(name, new ValueFinder(domain.slotOf(name).orElseThrow(), options.farthest()));
    }
    values = new SpokenValues(domain, today);
    tagger = model.map(m -> new Tagger(m, domain, finders, values));
  }

  /** Understands what the domain's expressions allow. */
  public static Understander of(Domain domain) {
    return new Understander(
        domain, Optional.empty(), UnderstandingOptions.DEFAULT, Optional.empty());
  }

  /**
   * Understands other words, too.
   *
   * @throws UnderstandingException if the model is of another domain
   */
  public static Understander of(Domain domain, UnderstandingModel model) {
    return new Understander(
        domain, Optional.of(model), UnderstandingOptions.DEFAULT, Optional.empty());
  }

  /** The same with other options. */
  public Understander with(UnderstandingOptions other) {
    return new Understander(domain, model, other, values.today());
  }

  /** The same on a day, from which "tomorrow" and "monday" count; without, they stay words. */
  public Understander on(LocalDate day) {
    return new Understander(domain, model, options, Optional.of(day));
  }

  /** What can be meant. */
  public Domain domain() {
    return domain;
  }

  /** Whether it understands more than the domain's expressions. */
  public boolean hasModel() {
    return model.isPresent();
  }

  /**
   * What to ask of the recogniser for an order: the domain's grammar, several readings; and, if
   * there is a model, {@link #openRequest} where that is nothing the domain knows.
   */
  public DecodeRequest request() {
    return request(Set.of());
  }

  /**
   * The same in a dialogue that waits for some slots: their values may be said by themselves, too.
   *
   * @param expected names of slot values
   * @throws IllegalArgumentException if the domain has no such name
   */
  public DecodeRequest request(Set<String> expected) {
    DecodeRequest known =
        new DecodeRequest(options.nBest(), List.of(), Optional.of(turn(expected).grammar()));
    return hasModel()
        ? known.withSecond(
            heard -> understand(heard, Answers.INTENT, expected).isNone(), openRequest())
        : known;
  }

  /**
   * What to ask of the recogniser if an order may be in any words, which takes a model to
   * understand: anything, the values of the domain's slots being likelier than usual.
   */
  public DecodeRequest openRequest() {
    return new DecodeRequest(options.nBest(), domain.boosts(), Optional.empty());
  }

  /** What was meant by a text, as typed or as said. */
  public Interpretation understand(String text) {
    return understand(
        new Transcript(List.of(new Alternative(text, List.of(), 1, 0)), 0), "", Set.of());
  }

  /** What was meant by what was heard, all readings considered. */
  public Interpretation understand(Transcript transcript) {
    return understand(transcript, "", Set.of());
  }

  /**
   * The same in a dialogue that waits for some slots: a value by itself is understood, too.
   *
   * @param intent that the dialogue is about, of which such a value is said to be
   * @param expected names of slot values
   * @throws IllegalArgumentException if the domain has no such name, or there is no intent
   */
  public Interpretation understand(Transcript transcript, String intent, Set<String> expected) {
    if (intent.isEmpty() && !expected.isEmpty()) {
      throw new IllegalArgumentException("intent: none (expected: one, if slots are waited for)");
    }
    List<Alternative> readings = transcript.alternatives();
    double[] weights = weights(readings);
    List<List<Interpretation>> meanings = new ArrayList<>();
    List<List<String>> open = new ArrayList<>(); // sentences that are left to the model
    List<Integer> places = new ArrayList<>();
    for (Alternative reading : readings) {
      List<String> words = SpokenText.words(reading.text());
      List<Interpretation> known = known(words, intent, expected);
      if (known.isEmpty() && !words.isEmpty()) {
        open.add(words);
        places.add(meanings.size());
      }
      meanings.add(known);
    }
    if (tagger.isPresent()) {
      List<List<Interpretation>> tagged = tagger.get().meanings(open);
      for (int i = 0; i < tagged.size(); i++) {
        meanings.set(places.get(i), tagged.get(i));
      }
    }
    Meanings together = new Meanings();
    for (int i = 0; i < weights.length; i++) {
      Alternative reading = readings.get(i);
      together.add(weights[i], meanings.get(i), slot -> heard(slot, reading));
    }
    return together.best(options.least());
  }

  /** The probabilities of the readings among each other. */
  private double[] weights(List<Alternative> readings) {
    double[] weights =
        readings.stream().mapToDouble(r -> r.score() / options.temperature()).toArray();
    double total = LogMath.ZERO;
    for (double weight : weights) {
      total = LogMath.logAdd(total, weight);
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = total > LogMath.ZERO ? Math.exp(weights[i] - total) : 1.0 / weights.length;
    }
    return weights;
  }

  /** What words mean without a model, if anything. */
  private List<Interpretation> known(List<String> words, String intent, Set<String> expected) {
    Optional<Interpretation> exact = domain.parse(words);
    if (exact.isPresent()) {
      return List.of(resolved(exact.get(), exact.get().intent()));
    }
    Optional<Interpretation> answer =
        expected.isEmpty() ? Optional.empty() : turn(expected).parse(words);
    if (answer.isPresent()) {
      return List.of(resolved(answer.get(), intent));
    }
    List<Interpretation> near = new ArrayList<>();
    for (String name : words.isEmpty() ? Set.<String>of() : expected) {
      String text = String.join(" ", words);
      finders
          .get(name)
          .find(words)
          .map(found -> new Near(values.resolve(name, found.value()), 1 - found.distance()))
          .or(() -> values.of(name, words).map(value -> new Near(value, 1)))
          .map(n -> new SlotValue(name, n.value, text, 0, words.size(), n.confidence))
          .ifPresent(slot -> near.add(new Interpretation(intent, List.of(slot), 1)));
    }
    return near.size() == 1 ? List.copyOf(near) : List.of();
  }

  private record Near(String value, double confidence) {}

  private Interpretation resolved(Interpretation meaning, String intent) {
    List<SlotValue> slots = new ArrayList<>();
    for (SlotValue slot : meaning.slots()) {
      String value = values.resolve(slot.slot(), slot.value());
      slots.add(new SlotValue(slot.slot(), value, slot.text(), slot.firstWord(), slot.words(), 1));
    }
    return new Interpretation(intent, slots, 1);
  }

  /** How sure the recogniser is of a slot's words on average; 1 if it does not say. */
  private static double heard(SlotValue slot, Alternative reading) {
    List<Word> words = reading.words();
    if (words.size() != SpokenText.words(reading.text()).size()
        || words.stream().allMatch(word -> word.confidence() == 0)) {
      return 1;
    }
    double product = 1;
    for (int w = slot.firstWord(); w < slot.firstWord() + slot.words(); w++) {
      product *= words.get(w).confidence();
    }
    return Math.pow(product, HEARD_SHARE / slot.words());
  }

  private Domain turn(Set<String> expected) {
    if (expected.isEmpty()) {
      return domain;
    }
    if (turns.size() >= MOST_TURNS) {
      turns.clear();
    }
    return turns.computeIfAbsent(
        Set.copyOf(expected), names -> Answers.domain(domain, new TreeSet<>(names)));
  }
}
