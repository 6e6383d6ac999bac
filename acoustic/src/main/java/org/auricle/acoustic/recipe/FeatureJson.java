package org.auricle.acoustic.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.NemoOptions;
import org.auricle.engine.feature.ScaledFbankOptions;
import org.auricle.engine.feature.WaveformOptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A feature recipe as JSON and back: the one place where front ends have names. */
public final class FeatureJson {

  /** Tells the front ends apart by a key "type". */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MfccOptions.class, name = "mfcc"),
    @JsonSubTypes.Type(value = FbankOptions.class, name = "fbank"),
    @JsonSubTypes.Type(value = ScaledFbankOptions.class, name = "scaled-fbank"),
    @JsonSubTypes.Type(value = NemoOptions.class, name = "nemo"),
    @JsonSubTypes.Type(value = WaveformOptions.class, name = "waveform")
  })
  private interface FrontEndType {}

  private static final JsonMapper JSON = StrictJson.mapper().build();

  private FeatureJson() {}

  /** Teaches a mapper the front ends' names. */
  public static JacksonModule module() {
    return new SimpleModule("front ends")
        .setMixInAnnotation(FrontEndOptions.class, FrontEndType.class);
  }

  /** The recipe in full, on one line. */
  public static String write(FeatureOptions features) {
    return JSON.writeValueAsString(features);
  }

  /**
   * Reads a recipe; every key must be there.
   *
   * @throws IllegalArgumentException naming the key, what was found and what was expected
   */
  public static FeatureOptions read(String json) {
    try {
      return JSON.readValue(json, FeatureOptions.class);
    } catch (JacksonException e) {
      throw StrictJson.problem(e);
    }
  }
}
