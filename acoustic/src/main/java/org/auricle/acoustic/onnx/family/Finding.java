package org.auricle.acoustic.onnx.family;

import java.util.Objects;

/**
 * What was found out about a model.
 *
 * @param what an {@link ImportSetting#key()}, or the name of a part such as "tokens"
 * @param value for people
 * @param source who said so
 * @param detail where, or why
 */
public record Finding(String what, String value, Source source, String detail) {

  /** Who knew, the most reliable first. */
  public enum Source {
    /** The user. */
    STATED,
    /** The model's metadata. */
    METADATA,
    /** A file beside the model. */
    CONFIG,
    /** Names, types and shapes of the model's tensors, or the list of tokens. */
    MODEL,
    /** A trial run of the model. */
    MEASURED,
    /** The family: it is so in all its models. */
    FAMILY,
    /** Nobody: it is so in most models. */
    ASSUMED
  }

  /** Requires all parts. */
  public Finding {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(detail, "detail");
  }
}
