package org.auricle.models.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.auricle.decoder.grammar.GrammarCompiler;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.domain.Phrase.Choice;
import org.auricle.models.domain.Phrase.Maybe;
import org.auricle.models.domain.Phrase.Sequence;
import org.auricle.models.domain.Phrase.SlotReference;
import org.auricle.models.domain.Phrase.Word;
import org.junit.jupiter.api.Test;

/** Meanings, grammars and sentences of random domains, against all of their sentences. */
class DomainTest {
  private static final List<String> WORDS = List.of("a", "b", "c");
  private static final List<String> SLOTS = List.of("s", "t");
  private static final int DOMAINS = 300;

  /** A sentence with the values in it, and the place of its intent. */
  private record Reading(List<String> words, List<SlotValue> slots, int intent) {}

  private static Phrase phrase(SplittableRandom random, int depth, boolean slots) {
    int kind = depth == 0 ? random.nextInt(slots ? 2 : 1) : random.nextInt(5);
    return switch (kind) {
      case 0 -> new Word(WORDS.get(random.nextInt(WORDS.size())), 1);
      case 1 -> {
        String slot = SLOTS.get(random.nextInt(SLOTS.size()));
        String name = slot + random.nextInt(2);
        yield slots ? new SlotReference(slot, name, 1) : new Word("b", 1);
      }
      case 2 ->
          new Choice(List.of(phrase(random, depth - 1, slots), phrase(random, depth - 1, slots)));
      case 3 -> new Maybe(phrase(random, depth - 1, slots));
      default ->
          new Sequence(List.of(phrase(random, depth - 1, slots), phrase(random, depth - 1, slots)));
    };
  }

  private static Domain random(SplittableRandom random) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (String name : SLOTS) {
      List<SlotElement> elements = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Phrase said = new Sequence(List.of(new Word("c", 1), phrase(random, 1, false)));
        elements.add(
            new SlotElement(
                random.nextBoolean() ? Optional.of("v" + i) : Optional.empty(),
                i == 0 ? phrase(random, 0, false) : said,
                1));
      }
      slots.put(name, new Slot(name, elements, Optional.empty(), 1));
    }
    List<Intent> intents = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<Expression> expressions = new ArrayList<>();
      for (int e = 0; e < 2; e++) {
        expressions.add(new Expression(phrase(random, 2, true), 1));
      }
      intents.add(new Intent("i" + i, expressions, 1));
    }
    return new Domain("random", intents, slots, DomainSettings.DEFAULT);
  }

  /** All ways to say a phrase behind what was said. */
  private static List<Reading> expand(Domain domain, Phrase phrase, Reading before) {
    if (phrase instanceof Word word) {
      List<String> words = new ArrayList<>(before.words);
      words.add(word.text());
      return List.of(new Reading(words, before.slots, before.intent));
    }
    if (phrase instanceof Sequence sequence) {
      List<Reading> all = List.of(before);
      for (Phrase part : sequence.parts()) {
        all = all.stream().flatMap(r -> expand(domain, part, r).stream()).toList();
      }
      return all;
    }
    List<Reading> all = new ArrayList<>();
    if (phrase instanceof Choice choice) {
      choice.choices().forEach(part -> all.addAll(expand(domain, part, before)));
    } else if (phrase instanceof Maybe maybe) {
      all.add(before);
      all.addAll(expand(domain, maybe.part(), before));
    } else if (phrase instanceof SlotReference reference) {
      Slot slot = domain.slots().get(reference.slot());
      for (SlotElement element : slot.elements()) {
        for (Reading reading : expand(domain, element.phrase(), before)) {
          int from = before.words.size();
          List<String> said = reading.words.subList(from, reading.words.size());
          List<SlotValue> slots = new ArrayList<>(before.slots);
          String text = String.join(" ", said);
          slots.add(
              new SlotValue(
                  reference.name(), element.value().orElse(text), text, from, said.size(), 1));
          all.add(new Reading(reading.words, slots, before.intent));
        }
      }
    }
    return all;
  }

  private static List<Reading> expand(Domain domain) {
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < domain.intents().size(); i++) {
      for (Expression expression : domain.intents().get(i).expressions()) {
        all.addAll(expand(domain, expression.phrase(), new Reading(List.of(), List.of(), i)));
      }
    }
    return all;
  }

  /** As {@link Domain#parse} says: values one after the other, then the intent. */
  private static int compare(Reading a, Reading b) {
    Comparator<SlotValue> values =
        Comparator.comparingInt(SlotValue::firstWord)
            .thenComparingInt(v -> -v.words())
            .thenComparing(SlotValue::slot); // s0, s1, t0, t1: by slots, then by names
    for (int i = 0; i < Math.min(a.slots.size(), b.slots.size()); i++) {
      int order = values.compare(a.slots.get(i), b.slots.get(i));
      if (order != 0) {
        return order;
      }
    }
    int more = Integer.compare(b.slots.size(), a.slots.size());
    return more != 0 ? more : Integer.compare(a.intent, b.intent);
  }

  @Test
  void everySentenceHasTheMeaningThatIsPreferredOfAllThatItHas() {
    SplittableRandom random = new SplittableRandom(8);
    int ambiguous = 0;
    for (int d = 0; d < DOMAINS; d++) {
      Domain domain = random(random);
      Map<List<String>, List<Reading>> byWords = new LinkedHashMap<>();
      for (Reading reading : expand(domain)) {
        byWords.computeIfAbsent(reading.words, words -> new ArrayList<>()).add(reading);
      }
      for (Map.Entry<List<String>, List<Reading>> sentence : byWords.entrySet()) {
        // Of equal ones the first: it has the value that stands first in the file.
        Reading best = sentence.getValue().stream().min(DomainTest::compare).orElseThrow();
        Interpretation found = domain.parse(sentence.getKey()).orElseThrow();
        assertThat(found.intent()).isEqualTo("i" + best.intent);
        assertThat(found.slots()).as("%s", sentence.getKey()).isEqualTo(best.slots);
        ambiguous += sentence.getValue().stream().anyMatch(r -> compare(r, best) != 0) ? 1 : 0;
      }
      for (int i = 0; i < 50; i++) {
        List<String> words =
            random.ints(random.nextInt(6), 0, WORDS.size()).mapToObj(WORDS::get).toList();
        assertThat(domain.parse(words).isPresent()).isEqualTo(byWords.containsKey(words));
      }
    }
    assertThat(ambiguous).isGreaterThan(DOMAINS);
  }

  @Test
  void theGrammarAllowsTheSameSentences() {
    SplittableRandom random = new SplittableRandom(9);
    TokenTable tokens = new TokenTable(List.of("_", "a", "b", "c"), 0);
    for (int d = 0; d < DOMAINS; d++) {
      Domain domain = random(random);
      Set<List<String>> sentences = new java.util.HashSet<>();
      expand(domain).forEach(reading -> sentences.add(reading.words));
      if (sentences.equals(Set.of(List.of()))) {
        continue; // a reader refuses it
      }
      LanguageModel model =
          GrammarCompiler.compile(
                  domain.grammar(), tokens, word -> List.of(new int[] {tokens.id(word)}))
              .model();
      for (int i = 0; i < 100; i++) {
        List<String> words =
            random.ints(random.nextInt(7), 0, WORDS.size()).mapToObj(WORDS::get).toList();
        assertThat(allows(model, words)).isEqualTo(sentences.contains(words));
      }
    }
  }

  private static boolean allows(LanguageModel model, List<String> words) {
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    float score = 0;
    for (String word : words) {
      long step = session.step(state, model.id(word));
      state = LanguageModel.Session.state(step);
      score += LanguageModel.Session.logProb(step);
    }
    return score + session.end(state) == 0;
  }

  @Test
  void sampledSentencesMeanWhatTheyAreLabelledWith() {
    SplittableRandom random = new SplittableRandom(10);
    for (int d = 0; d < 50; d++) {
      Domain domain = random(random);
      List<Reading> all = expand(domain);
      List<LabelledSentence> drawn = DomainSentences.sample(domain, 40, d);
      assertThat(DomainSentences.sample(domain, 40, d)).isEqualTo(drawn);
      for (LabelledSentence sentence : drawn) {
        int intent = sentence.intent().charAt(1) - '0';
        assertThat(all).contains(new Reading(sentence.words(), sentence.slots(), intent));
        assertThat(sentence.tags()).isEqualTo(tags(sentence));
      }
    }
  }

  private static List<String> tags(LabelledSentence sentence) {
    String[] tags = new String[sentence.words().size()];
    java.util.Arrays.fill(tags, "O");
    for (SlotValue slot : sentence.slots()) {
      for (int i = 0; i < slot.words(); i++) {
        tags[slot.firstWord() + i] = (i == 0 ? "B-" : "I-") + slot.slot();
      }
    }
    return List.of(tags);
  }

  @Test
  void aLongListOfExpressionsOrValuesDoesNotDominate() throws DomainException {
    Domain domain =
        DomainReader.read(
            "d.yaml",
            """
            context:
              expressions:
                many: ["a $s", "b $s", "c $s", "d $s", "e $s", "f $s", "g $s", "h $s"]
                one: [z]
              slots:
                s: [{x: ["[x1, x2, x3, x4, x5, x6, x7, x8]"]}, y]
            """);
    Map<String, Integer> counts = new TreeMap<>();
    for (LabelledSentence sentence : DomainSentences.sample(domain, 4000, 1)) {
      counts.merge(sentence.intent(), 1, Integer::sum);
      sentence.slots().forEach(slot -> counts.merge(slot.value(), 1, Integer::sum));
    }
    assertThat(counts.get("one")).isBetween(1900, 2100);
    assertThat(counts.get("x")).isBetween(900, 1100);
    assertThat(counts.get("y")).isBetween(900, 1100);
  }

  @Test
  void grammarsOfSomeIntentsAllowNothingElse() throws DomainException {
    Domain domain =
        DomainReader.read(
            "d.yaml", "context: {expressions: {go: [go], stop: [stop], stay: [stay]}}");
    TokenTable tokens = new TokenTable(List.of("_", "go", "stop", "stay"), 0);
    LanguageModel model =
        GrammarCompiler.compile(
                domain.grammar(Set.of("go", "stay")),
                tokens,
                word -> List.of(new int[] {tokens.id(word)}))
            .model();
    assertThat(allows(model, List.of("go"))).isTrue();
    assertThat(allows(model, List.of("stop"))).isFalse();
    assertThatThrownBy(() -> domain.grammar(Set.of("fly")))
        .hasMessage("intents: [fly] (expected: some of go, stop, stay)");
    assertThat(domain.grammar().rejection()).hasValue(DomainSettings.DEFAULT_REJECTION);
  }

  @Test
  void wordsThatAModelCannotSayAreNamedWithTheirLine() throws DomainException {
    String yaml =
        """
        context:
          expressions:
            go:
              - "go a"
              - "go b2b $s"
          slots:
            s:
              - 7up
              - a b2b
        """;
    Domain domain = DomainReader.read("d.yaml", yaml);
    assertThatThrownBy(
            () ->
                DomainWords.check(
                    domain,
                    "d.yaml",
                    request -> {
                      String text = request.grammar().orElseThrow().toString();
                      for (String word : List.of("b2b", "7up")) {
                        if (text.contains(word)) {
                          throw new org.auricle.engine.recognition.DecodeRequestException(
                              "\"" + word + "\": no letters");
                        }
                      }
                    }))
        .isInstanceOf(DomainException.class)
        .hasMessage("d.yaml:5: \"b2b\": no letters\nd.yaml:8: \"7up\": no letters");
    DomainWords.check(domain, "d.yaml", request -> {});
  }
}
