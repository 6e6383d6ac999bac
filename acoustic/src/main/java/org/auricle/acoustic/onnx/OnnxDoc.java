package org.auricle.acoustic.onnx;

import java.util.Locale;

/** What a model says of itself to somebody who opens it in a viewer. */
final class OnnxDoc {
  private OnnxDoc() {}

  static String of(OnnxMetadata metadata) {
    boolean waveform = metadata.form() == OnnxForm.WAVEFORM;
    return String.format(
        Locale.ROOT,
        "%s: %s. CTC: take each row's likeliest token, drop repeats, drop blanks (token %d). %s in,"
            + " log-posteriors every %s ms out. The feature recipe, tokens and licence stand in"
            + " metadata_props.",
        metadata.name(),
        metadata.description(),
        metadata.tokens().blank(),
        waveform
            ? "Samples at " + metadata.features().frontEnd().sampleRateHz() + " Hz"
            : "Features (key features of metadata_props)",
        Math.round(metadata.features().frameShiftSeconds() * 1e6) / 1e3);
  }
}
