package org.auricle.acoustic.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.recipe.FeatureJson;
import org.auricle.acoustic.recipe.StrictJson;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.TokenTable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What our exported models tell about themselves in {@code metadata_props}: everything that is
 * needed to feed them and to read what they give.
 *
 * @param form what the model takes
 * @param features from samples to the network's input, in full
 * @param tokens what the model emits, and which of them is blank
 * @param layers bidirectional LSTM layers
 * @param hidden units of each direction
 * @param cell what the layers are made of
 * @param quantization of the weights
 * @param name of the bundle it was exported from
 * @param description one line
 * @param languages BCP 47 tags
 * @param licence of the weights
 */
public record OnnxMetadata(
    OnnxForm form,
    FeatureOptions features,
    TokenTable tokens,
    int layers,
    int hidden,
    CellOptions cell,
    OnnxQuantization quantization,
    String name,
    String description,
    List<String> languages,
    String licence) {

  /** Key of {@link #MODEL_TYPE_VALUE}, by which our models are known. */
  public static final String MODEL_TYPE = "model_type";

  /** Value of {@link #MODEL_TYPE}. */
  public static final String MODEL_TYPE_VALUE = "auricle_bilstm_ctc";

  /** Key of the version of these keys, {@value #FORMAT_VERSION_VALUE}. */
  public static final String FORMAT_VERSION = "format_version";

  /** Value of {@link #FORMAT_VERSION}. */
  public static final String FORMAT_VERSION_VALUE = "1";

  /** Key of the form: features or waveform. */
  public static final String FORM = "form";

  /** Key of the feature recipe: JSON as in a bundle, see {@link FeatureJson}. */
  public static final String FEATURES = "features";

  /** Key of the sampling rate, hertz. */
  public static final String SAMPLE_RATE = "sample_rate";

  /** Key of the seconds from one row of posteriors to the next. */
  public static final String FRAME_SHIFT_SECONDS = "frame_shift_seconds";

  /** Key of the tokens: a JSON array of strings, id = position. */
  public static final String TOKENS = "tokens";

  /** Key of the id of the CTC blank. */
  public static final String BLANK = "blank";

  /** Key of the number of tokens. */
  public static final String VOCAB_SIZE = "vocab_size";

  /** Key of the number of layers. */
  public static final String LAYERS = "layers";

  /** Key of the number of units of each direction. */
  public static final String HIDDEN = "hidden";

  /** Key of the cell: JSON as in a bundle; missing for an LSTM without options. */
  public static final String CELL = "cell";

  /** Key of the quantisation: none, weights or dynamic. */
  public static final String QUANTIZATION = "quantization";

  /** Key of the name. */
  public static final String NAME = "name";

  /** Key of the description. */
  public static final String DESCRIPTION = "description";

  /** Key of the languages, separated by commas. */
  public static final String LANGUAGES = "languages";

  /** Key of the licence. */
  public static final String LICENCE = "licence";

  private static final JsonMapper JSON = StrictJson.mapper().build();

  /** Validates ranges. */
  public OnnxMetadata {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(quantization, "quantization");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(licence, "licence");
    languages = List.copyOf(languages);
    new BiLstmConfig(
        features.dim(), layers, hidden, tokens.size(), cell); // says what is out of range
  }

  /** Shape of the network. */
  public BiLstmConfig config() {
    return new BiLstmConfig(features.dim(), layers, hidden, tokens.size(), cell);
  }

  /** As {@code metadata_props}, in the order of the keys above. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(MODEL_TYPE, MODEL_TYPE_VALUE);
    map.put(FORMAT_VERSION, FORMAT_VERSION_VALUE);
    map.put(FORM, lower(form));
    map.put(FEATURES, FeatureJson.write(features));
    map.put(SAMPLE_RATE, Integer.toString(features.frontEnd().sampleRateHz()));
    map.put(FRAME_SHIFT_SECONDS, Double.toString(features.frameShiftSeconds()));
    map.put(TOKENS, JSON.writeValueAsString(tokens.symbols()));
    map.put(BLANK, Integer.toString(tokens.blank()));
    map.put(VOCAB_SIZE, Integer.toString(tokens.size()));
    map.put(LAYERS, Integer.toString(layers));
    map.put(HIDDEN, Integer.toString(hidden));
    if (!cell.plain()) {
      map.put(CELL, JSON.writeValueAsString(cell));
    }
    map.put(QUANTIZATION, lower(quantization));
    map.put(NAME, name);
    map.put(DESCRIPTION, description);
    map.put(LANGUAGES, String.join(",", languages));
    map.put(LICENCE, licence);
    return map;
  }

  /** Whether a model says that it is one of ours. */
  public static boolean isOurs(Map<String, String> metadata) {
    return MODEL_TYPE_VALUE.equals(metadata.get(MODEL_TYPE));
  }

  /** As {@link #read(Map)}, from a model's {@code metadata_props}. */
  public static Optional<OnnxMetadata> read(ModelProto model) {
    Map<String, String> map = new LinkedHashMap<>();
    for (StringStringEntryProto entry : model.getMetadataPropsList()) {
      map.put(entry.getKey(), entry.getValue());
    }
    return read(map);
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @return empty if the model is not one of ours
   * @throws IllegalArgumentException if it says that it is, naming the key that is missing or at
   *     fault
   */
  public static Optional<OnnxMetadata> read(Map<String, String> metadata) {
    if (!isOurs(metadata)) {
      return Optional.empty();
    }
    String version = text(metadata, FORMAT_VERSION);
    if (!version.equals(FORMAT_VERSION_VALUE)) {
      throw new IllegalArgumentException(
          FORMAT_VERSION + ": " + version + " (expected: " + FORMAT_VERSION_VALUE + ")");
    }
    String recipe = text(metadata, FEATURES);
    FeatureOptions features;
    try {
      features = FeatureJson.read(recipe);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(FEATURES + ": " + e.getMessage(), e);
    }
    return Optional.of(
        new OnnxMetadata(
            choice(metadata, FORM, OnnxForm.class),
            features,
            tokens(metadata),
            number(metadata, LAYERS),
            number(metadata, HIDDEN),
            cell(metadata),
            choice(metadata, QUANTIZATION, OnnxQuantization.class),
            text(metadata, NAME),
            text(metadata, DESCRIPTION),
            List.of(text(metadata, LANGUAGES).split(",")),
            text(metadata, LICENCE)));
  }

  private static CellOptions cell(Map<String, String> metadata) {
    String json = metadata.get(CELL);
    try {
      return json == null ? CellOptions.DEFAULT : JSON.readValue(json, CellOptions.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(CELL + ": " + StrictJson.problem(e).getMessage(), e);
    }
  }

  private static TokenTable tokens(Map<String, String> metadata) {
    int blank = number(metadata, BLANK);
    try {
      String[] symbols = JSON.readValue(text(metadata, TOKENS), String[].class);
      if (symbols == null) {
        throw new IllegalArgumentException(TOKENS + ": null (expected: an array)");
      }
      return new TokenTable(List.of(symbols), blank);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(TOKENS + ": " + StrictJson.problem(e).getMessage(), e);
    }
  }

  private static String text(Map<String, String> metadata, String key) {
    String value = metadata.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + ": missing");
    }
    return value;
  }

  private static int number(Map<String, String> metadata, String key) {
    String value = text(metadata, key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: a whole number)", e);
    }
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> metadata, String key, Class<E> type) {
    String value = text(metadata, key);
    for (E candidate : type.getEnumConstants()) {
      if (lower(candidate).equals(value)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        key
            + ": "
            + value
            + " (expected: one of "
            + String.join(
                ", ", List.of(type.getEnumConstants()).stream().map(c -> lower(c)).toList())
            + ")");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
