package org.auricle.server.http.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.server.http.exchange.HttpProblem;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;

/**
 * The fields of a request to transcribe. What is not named here is accepted and ignored, among it
 * {@code prompt} and {@code temperature}, which mean something to Whisper only.
 *
 * @param model as the client named it; empty if it did not
 * @param language empty if the client named none
 * @param stream whether the text is to be sent while it is being understood
 */
record TranscriptionForm(
    MultiPart.Part file,
    String model,
    String language,
    ResponseFormat format,
    boolean segments,
    boolean words,
    boolean stream,
    DecodeRequest request) {

  private static final int MAX_FIELD_BYTES = 16 << 10;
  private static final Set<String> GRANULARITIES = Set.of("word", "segment");

  /** Reads and checks all fields; the file is left as it is. */
  static TranscriptionForm of(MultiPartFormData.Parts parts) throws HttpProblem {
    MultiPart.Part file = parts.getFirst("file");
    if (file == null) {
      throw HttpProblem.invalid(400, "file", "", "file: absent (expected: a file of audio)");
    }
    ResponseFormat format = ResponseFormat.of(field(parts, "response_format").orElse("json"));
    List<String> granularities = granularities(parts, format);
    boolean stream = flag(parts, "stream");
    if (stream && format != ResponseFormat.JSON && format != ResponseFormat.TEXT) {
      throw HttpProblem.field(
          "response_format", format.parameter(), "json or text, with stream=true");
    }
    checkTemperature(parts);
    return new TranscriptionForm(
        file,
        field(parts, "model").orElse(""),
        field(parts, "language").orElse(""),
        format,
        granularities.isEmpty() || granularities.contains("segment"),
        granularities.contains("word"),
        stream,
        new DecodeRequest(1, phrases(parts), Optional.empty()));
  }

  private static List<String> granularities(MultiPartFormData.Parts parts, ResponseFormat format)
      throws HttpProblem {
    List<String> values = fields(parts, "timestamp_granularities");
    for (String value : values) {
      if (!GRANULARITIES.contains(value)) {
        throw HttpProblem.field("timestamp_granularities", value, "word, segment");
      }
    }
    if (!values.isEmpty() && format != ResponseFormat.VERBOSE_JSON) {
      throw HttpProblem.field(
          "response_format", format.parameter(), "verbose_json, with timestamp_granularities");
    }
    return values;
  }

  private static List<BoostedPhrase> phrases(MultiPartFormData.Parts parts) throws HttpProblem {
    List<BoostedPhrase> phrases = new ArrayList<>();
    for (String phrase : fields(parts, "phrases")) {
      if (!phrase.isBlank()) {
        phrases.add(new BoostedPhrase(phrase, BoostedPhrase.DEFAULT_WEIGHT));
      }
    }
    return phrases;
  }

  private static void checkTemperature(MultiPartFormData.Parts parts) throws HttpProblem {
    Optional<String> temperature = field(parts, "temperature");
    if (temperature.isPresent()) {
      String value = temperature.get();
      try {
        double number = Double.parseDouble(value);
        if (number >= 0 && number <= 1) {
          return;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw HttpProblem.field("temperature", value, "0..1");
    }
  }

  private static boolean flag(MultiPartFormData.Parts parts, String name) throws HttpProblem {
    String value = field(parts, name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw HttpProblem.field(name, value, "true, false");
    }
    return value.equals("true");
  }

  private static Optional<String> field(MultiPartFormData.Parts parts, String name)
      throws HttpProblem {
    MultiPart.Part part = parts.getFirst(name);
    return part == null ? Optional.empty() : Optional.of(value(part)).filter(v -> !v.isEmpty());
  }

  /** Of a field that may come more than once: "name[]", as clients have it, or "name". */
  private static List<String> fields(MultiPartFormData.Parts parts, String name)
      throws HttpProblem {
    List<String> values = new ArrayList<>();
    for (MultiPart.Part part : parts) {
      if (name.equals(part.getName()) || (name + "[]").equals(part.getName())) {
        values.add(value(part));
      }
    }
    return values;
  }

  private static String value(MultiPart.Part part) throws HttpProblem {
    if (part.getLength() > MAX_FIELD_BYTES) {
      throw HttpProblem.field(
          part.getName(), part.getLength() + " bytes", "<= " + MAX_FIELD_BYTES + " bytes");
    }
    return part.getContentAsString(StandardCharsets.UTF_8).strip();
  }
}
