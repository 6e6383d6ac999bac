package org.auricle.models.domain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.Grammar;

/** What can be asked for, and how. Immutable and thread-safe. */
public final class Domain {
  private final String name;
  private final List<Intent> intents;
  private final Map<String, Slot> slots;
  private final DomainSettings settings;
  private final Map<String, Slot> byReference; // slots by the names that expressions give values
  private final Grammar grammar;
  private final DomainParser parser;

  /**
   * A domain whose parts fit each other, which {@link DomainReader} sees to.
   *
   * @param slots by what expressions call them
   */
  public Domain(
      String name, List<Intent> intents, Map<String, Slot> slots, DomainSettings settings) {
    this.name = Objects.requireNonNull(name, "name");
    this.intents = List.copyOf(intents);
    this.slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    this.settings = Objects.requireNonNull(settings, "settings");
    byReference = references(this.intents, this.slots);
    grammar = grammar(this.intents);
    parser = new DomainParser(this.intents, this.slots);
  }

  private static Map<String, Slot> references(List<Intent> intents, Map<String, Slot> slots) {
    Map<String, Slot> byReference = new LinkedHashMap<>();
    PhraseSize sizes = new PhraseSize();
    for (Intent intent : intents) {
      for (Expression expression : intent.expressions()) {
        sizes
            .references(expression.phrase())
            .forEach(reference -> byReference.put(reference.name(), slots.get(reference.slot())));
      }
    }
    return Collections.unmodifiableMap(byReference);
  }

  /**
   * Reads a file; {@link DomainReader} tells more.
   *
   * @throws DomainException naming all its faults
   */
  public static Domain read(Path file) throws IOException, DomainException {
    return DomainReader.read(file);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What can be asked for, in the order of the file; at least one. */
  public List<Intent> intents() {
    return intents;
  }

  /** Slots by what expressions call them, in the order of the file. */
  public Map<String, Slot> slots() {
    return slots;
  }

  /** How it wants to be heard. */
  public DomainSettings settings() {
    return settings;
  }

  /**
   * The slot that the values of a name are of, such as {@code city} for {@code $city:from}; empty
   * if no expression has that name.
   */
  public Optional<Slot> slotOf(String valueName) {
    return Optional.ofNullable(byReference.get(valueName));
  }

  /** Names of slot values as interpretations have them, in the order of the file. */
  public Set<String> valueNames() {
    return byReference.keySet();
  }

  /** All that can be said. */
  public Grammar grammar() {
    return grammar;
  }

  /**
   * What can be said for some intents.
   *
   * @throws IllegalArgumentException if the domain has none of them
   */
  public Grammar grammar(Set<String> wanted) {
    return grammar(only(wanted));
  }

  private Grammar grammar(List<Intent> some) {
    OptionalDouble rejection = OptionalDouble.of(settings.rejection());
    return new Grammar.Jsgf(JsgfWriter.write(some, slots), name, rejection);
  }

  private List<Intent> only(Set<String> wanted) {
    List<Intent> some = intents.stream().filter(intent -> wanted.contains(intent.name())).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "intents: "
              + wanted
              + " (expected: some of "
              + intents.stream().map(Intent::name).collect(Collectors.joining(", "))
              + ")");
    }
    return some;
  }

  /** The values of its slots that are lists, for recognition of what no expression allows. */
  public List<BoostedPhrase> boosts() {
    return boosts(byReference.keySet());
  }

  /** The same for some value names. */
  public List<BoostedPhrase> boosts(Set<String> wanted) {
    if (settings.boostWeight() == 0) {
      return List.of();
    }
    Set<String> phrases = new LinkedHashSet<>();
    byReference.forEach(
        (reference, slot) -> {
          if (wanted.contains(reference) && slot.kind().isEmpty()) {
            slot.elements().forEach(element -> phrases.addAll(Sayings.of(element.phrase())));
          }
        });
    return phrases.stream()
        .limit(Sayings.MOST_BOOSTS)
        .map(phrase -> new BoostedPhrase(phrase, settings.boostWeight()))
        .toList();
  }

  /**
   * What words mean, if an expression allows exactly them. Of several meanings the one whose first
   * value begins earliest, then the one whose first value is longest, and so on with the next
   * values; then the one that stands first in the file.
   *
   * @param words in lower case, as {@link SpokenText#words} makes them
   */
  public Optional<Interpretation> parse(List<String> words) {
    return parser.parse(words);
  }
}
