package org.auricle.acoustic.onnx.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.family.Finding.Source;

/** Asks for one setting after the other, and keeps account of the answers. Not thread-safe. */
final class Inquiry {
  private final ModelClues clues;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  Inquiry(ModelClues clues) {
    this.clues = clues;
  }

  ModelClues clues() {
    return clues;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  void note(String what, String value, Source source, String detail) {
    findings.add(new Finding(what, value, source, detail));
  }

  /** Notes that something is not known, with a remark that helps to state it. */
  void missing(ImportSetting setting, String remark) {
    missing.add("--" + setting.key() + " (" + remark + ")");
  }

  /**
   * Ends the questions.
   *
   * @throws OnnxModelException naming everything that nobody knows
   */
  void requireAll() {
    if (!missing.isEmpty()) {
      throw problem(
          "",
          "cannot work out " + String.join(", ", missing),
          "state " + (missing.size() == 1 ? "it" : "them"));
    }
  }

  OnnxModelException problem(String where, String found, String expected) {
    return new OnnxModelException(clues.name(), where, found, expected);
  }

  /** A problem that some check has put into words already. */
  OnnxModelException problem(String where, IllegalArgumentException e) {
    return new OnnxModelException(clues.name(), where, e.getMessage(), e);
  }

  Question ask(ImportSetting setting) {
    return new Question(setting);
  }

  /** A setting, and the first answer to it. */
  final class Question {
    private final ImportSetting setting;
    private Optional<Finding> answer;

    private Question(ImportSetting setting) {
      this.setting = setting;
      answer =
          Optional.ofNullable(clues.stated().get(setting))
              .map(value -> finding(value.strip(), Source.STATED, "--" + setting.key()));
    }

    private Finding finding(String value, Source source, String detail) {
      return new Finding(setting.key(), value, source, detail);
    }

    Question orMetadata(String key) {
      return or(clues.metadata(key), Source.METADATA, key);
    }

    Question orConfig(String key) {
      return or(clues.config(key), Source.CONFIG, key);
    }

    Question or(Optional<String> value, Source source, String detail) {
      if (answer.isEmpty()) {
        answer = value.map(v -> finding(v, source, detail));
      }
      return this;
    }

    Question orAssume(String value, String reason) {
      return or(Optional.of(value), Source.ASSUMED, reason);
    }

    /** The answer as text, if there is one; noted. */
    Optional<String> text() {
      return as(Function.identity());
    }

    /** The answer as a number, if there is one; noted. */
    Optional<Double> number() {
      return as(
          text -> {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
              throw new NumberFormatException();
            }
            return value;
          });
    }

    /** The answer as a whole number, if there is one; noted. */
    Optional<Integer> integer() {
      return as(Integer::valueOf);
    }

    /** The answer as yes or no, if there is one; noted. */
    Optional<Boolean> yes() {
      return as(
          text ->
              switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "true", "1" -> true;
                case "no", "false", "0" -> false;
                default -> throw new IllegalArgumentException(text);
              });
    }

    /**
     * The answer, if there is one; noted.
     *
     * @param reading throws an IllegalArgumentException if the answer makes no sense
     */
    <T> Optional<T> as(Function<String, T> reading) {
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      Finding given = answer.get();
      try {
        T value = reading.apply(given.value());
        findings.add(given);
        return Optional.of(value);
      } catch (IllegalArgumentException e) {
        String who =
            switch (given.source()) {
              case METADATA -> "metadata " + given.detail();
              case CONFIG -> "config " + given.detail();
              default -> "--" + setting.key();
            };
        throw problem(who, given.value(), setting.accepts());
      }
    }
  }
}
