package org.auricle.grpc.google;

import com.google.cloud.speech.v1.CustomClass;
import com.google.cloud.speech.v1.PhraseSet;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.SpeechAdaptation;
import com.google.cloud.speech.v1.SpeechContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.engine.recognition.BoostedPhrase;

/**
 * The phrases of a request that are likelier than usual: inline adaptation, or speech contexts if
 * there is none. Google's boosts reach from 0 to 20; 10 is taken for what a phrase without a number
 * has here.
 */
final class Phrases {
  static final int MAX_PHRASES = 5_000;
  static final int MAX_CHARACTERS = 100;
  static final int MAX_ALL_CHARACTERS = 100_000;

  private static final double WEIGHT_PER_BOOST = BoostedPhrase.DEFAULT_WEIGHT / 10;
  private static final double MAX_BOOST = 100;
  private static final Pattern CUSTOM_CLASS = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern GOOGLES_CLASS = Pattern.compile("\\$[A-Z]");

  private final List<BoostedPhrase> boosts = new ArrayList<>();
  private final Map<String, CustomClass> classes = new HashMap<>();

  private Phrases() {}

  /** What the decoder is asked for. */
  static List<BoostedPhrase> of(RecognitionConfig config) throws RefusedException {
    check(config);
    Phrases found = new Phrases();
    if (config.hasAdaptation()) {
      found.addAll(config.getAdaptation());
    } else {
      for (SpeechContext context : config.getSpeechContextsList()) {
        for (String phrase : context.getPhrasesList()) {
          found.add(phrase, context.getBoost());
        }
      }
    }
    return found.boosts;
  }

  private void addAll(SpeechAdaptation adaptation) throws RefusedException {
    if (adaptation.getPhraseSetReferencesCount() > 0) {
      throw stored("phrase_set_references", adaptation.getPhraseSetReferences(0));
    }
    if (adaptation.hasAbnfGrammar()) {
      throw RefusedException.invalid("adaptation.abnf_grammar: not served (expected: phrase_sets)");
    }
    for (CustomClass custom : adaptation.getCustomClassesList()) {
      if (custom.getCustomClassId().isEmpty()) {
        throw RefusedException.invalid(
            "custom_classes: no custom_class_id (expected: one, and items)");
      }
      classes.put(custom.getCustomClassId(), custom);
    }
    for (PhraseSet set : adaptation.getPhraseSetsList()) {
      if (!set.getName().isEmpty() && set.getPhrasesCount() == 0) {
        throw stored("phrase_sets.name", set.getName());
      }
      for (PhraseSet.Phrase phrase : set.getPhrasesList()) {
        add(phrase.getValue(), phrase.getBoost() != 0 ? phrase.getBoost() : set.getBoost());
      }
    }
  }

  private void add(String phrase, float boost) throws RefusedException {
    if (!(Math.abs(boost) <= MAX_BOOST)) {
      throw RefusedException.invalid("boost: " + boost + " (expected: 0..20)");
    }
    // Google ignores negative boosts; of Google's own classes ($MONTH) we have none
    if (boost < 0 || phrase.isBlank() || GOOGLES_CLASS.matcher(phrase).find()) {
      return;
    }
    double weight = boost == 0 ? BoostedPhrase.DEFAULT_WEIGHT : WEIGHT_PER_BOOST * boost;
    expand(phrase, weight);
  }

  private static void check(RecognitionConfig config) throws RefusedException {
    List<String> all =
        config.hasAdaptation()
            ? config.getAdaptation().getPhraseSetsList().stream()
                .flatMap(set -> set.getPhrasesList().stream().map(PhraseSet.Phrase::getValue))
                .toList()
            : config.getSpeechContextsList().stream()
                .flatMap(context -> context.getPhrasesList().stream())
                .toList();
    require("phrases", all.size(), "", MAX_PHRASES);
    long characters = 0;
    for (String phrase : all) {
      require("phrase", phrase.length(), " characters", MAX_CHARACTERS);
      characters += phrase.length();
    }
    require("phrases", characters, " characters in all", MAX_ALL_CHARACTERS);
  }

  private static void require(String what, long found, String unit, int most)
      throws RefusedException {
    if (found > most) {
      throw RefusedException.invalid(
          "%s: %d%s (expected: at most %d)".formatted(what, found, unit, most));
    }
  }

  /** A phrase for each item of the class that it refers to, and so on. */
  private void expand(String phrase, double weight) throws RefusedException {
    Matcher reference = CUSTOM_CLASS.matcher(phrase);
    if (!reference.find()) {
      if (boosts.size() == MAX_PHRASES) {
        throw RefusedException.invalid(
            "phrases: more than " + MAX_PHRASES + " with the items of their classes");
      }
      boosts.add(new BoostedPhrase(phrase, weight));
      return;
    }
    CustomClass custom = classes.get(reference.group(1));
    if (custom == null) {
      if (reference.group(1).contains("/")) {
        throw stored("phrase", reference.group(1));
      }
      throw RefusedException.invalid(
          "phrase: \"" + phrase + "\" (expected: a class among custom_classes)");
    }
    for (CustomClass.ClassItem item : custom.getItemsList()) {
      if (item.getValue().contains("${")) {
        throw RefusedException.invalid(
            "custom_classes: item \"" + item.getValue() + "\" (expected: no class within a class)");
      }
      expand(
          phrase.substring(0, reference.start())
              + item.getValue()
              + phrase.substring(reference.end()),
          weight);
    }
  }

  private static RefusedException stored(String field, String name) {
    return RefusedException.invalid(
        field + ": \"" + name + "\" (expected: phrase sets and classes inline; none are stored)");
  }
}
