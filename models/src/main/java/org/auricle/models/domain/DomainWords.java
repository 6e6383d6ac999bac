package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;

/** The words of a domain, and whether a model knows how they sound. */
public final class DomainWords {
  private DomainWords() {}

  /** All words, each with the first line that has it, in the order of the file. */
  public static Map<String, Integer> lines(Domain domain) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    PhraseSize sizes = new PhraseSize();
    for (Intent intent : domain.intents()) {
      for (Expression expression : intent.expressions()) {
        sizes
            .words(expression.phrase())
            .forEach(word -> lines.merge(word.text(), word.line(), Math::min));
      }
    }
    for (Slot slot : domain.slots().values()) {
      for (SlotElement element : slot.elements()) {
        sizes
            .words(element.phrase())
            .forEach(word -> lines.merge(word.text(), word.line(), Math::min));
      }
    }
    return lines;
  }

  /**
   * Makes sure that a model can hear a domain.
   *
   * @param file for errors
   * @param model refuses what it cannot be asked, such as {@code recognizer::check}
   * @throws DomainException naming each word that the model does not know to say, with its line
   */
  public static void check(Domain domain, String file, Consumer<DecodeRequest> model)
      throws DomainException {
    if (refusal(domain.grammar(), model).isEmpty()) {
      return;
    }
    List<DomainProblem> problems = new ArrayList<>();
    lines(domain)
        .forEach(
            (word, line) ->
                refusal(new Grammar.Phrases(List.of(word)), model)
                    .ifPresent(
                        refusal ->
                            problems.add(new DomainProblem(file, line, problem(word, refusal)))));
    if (problems.isEmpty()) { // it is not a word's fault
      DecodeRequestException refusal = refusal(domain.grammar(), model).orElseThrow();
      problems.add(new DomainProblem(file, 0, refusal.getMessage()));
    }
    throw new DomainException(problems);
  }

  /** What is wrong with a word, which most refusals name. */
  private static String problem(String word, DecodeRequestException refusal) {
    String message = refusal.getMessage();
    return message.contains("\"" + word + "\"") ? message : "\"" + word + "\": " + message;
  }

  private static Optional<DecodeRequestException> refusal(
      Grammar grammar, Consumer<DecodeRequest> model) {
    try {
      model.accept(new DecodeRequest(1, List.of(), Optional.of(grammar)));
      return Optional.empty();
    } catch (DecodeRequestException e) {
      return Optional.of(e);
    }
  }
}
