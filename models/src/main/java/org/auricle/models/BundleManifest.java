package org.auricle.models;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.BlankDiscount;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.Recognizer;

/**
 * What stands in {@code bundle.json}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param name that users choose the bundle by
 * @param description one line
 * @param languages BCP 47 tags
 * @param features from signal to network input, in full
 * @param acoustic the network
 * @param blank id of the CTC blank in {@code tokens.txt}
 * @param decoder beam search defaults
 * @param language what the decoder makes of the language, whose models are files of the bundle; a
 *     manifest without it has {@link Language#DEFAULT}
 * @param streaming latency control; of a model in ONNX that wants whole utterances, in rows of its
 *     output
 * @param training where the weights come from
 * @param sha256 of every other file, hexadecimal, by file name
 */
public record BundleManifest(
    int schemaVersion,
    String name,
    String description,
    List<String> languages,
    FeatureOptions features,
    Acoustic acoustic,
    int blank,
    BeamOptions decoder,
    Language language,
    ChunkOptions streaming,
    Training training,
    Map<String, String> sha256) {

  /** The version that this code reads and writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Requires all parts. */
  public BundleManifest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(acoustic, "acoustic");
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(streaming, "streaming");
    Objects.requireNonNull(training, "training");
    languages = List.copyOf(languages);
    sha256 = Map.copyOf(sha256);
  }

  /** The network; told apart by a key "type". */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Acoustic.BiLstm.class, name = Acoustic.BILSTM),
    @JsonSubTypes.Type(value = Acoustic.Onnx.class, name = Acoustic.ONNX)
  })
  public sealed interface Acoustic {
    /** Type of a network that runs natively. */
    String BILSTM = "bilstm";

    /** Type of a network that ONNX Runtime runs. */
    String ONNX = "onnx";

    /**
     * A bidirectional LSTM in {@code acoustic.safetensors}. Its input width is the features', its
     * output width the number of tokens.
     *
     * @param layers bidirectional LSTM layers
     * @param hidden units of each direction
     * @param cell what the layers are made of; a manifest without it has {@link
     *     CellOptions#DEFAULT}
     * @param quietSeconds of quiet at both ends that a recording of less than a second is heard
     *     with, for a network that has learned from such ({@code augmentation.quiet}); a manifest
     *     without it has 0
     */
    record BiLstm(int layers, int hidden, CellOptions cell, double quietSeconds)
        implements Acoustic {

      /** Requires a cell, and quiet that is not too long. */
      public BiLstm {
        Objects.requireNonNull(cell, "cell");
        Recognizer.requireQuiet(quietSeconds);
      }

      /** The shape of a network. */
      public static BiLstm of(BiLstmConfig network, double quietSeconds) {
        return new BiLstm(network.layers(), network.hidden(), network.cell(), quietSeconds);
      }
    }

    /**
     * Any CTC model, in {@code acoustic.onnx}.
     *
     * @param model how it is fed and read
     */
    record Onnx(OnnxModelDescription model) implements Acoustic {

      /** Requires a description. */
      public Onnx {
        Objects.requireNonNull(model, "model");
      }
    }
  }

  /**
   * Where the weights come from.
   *
   * @param data corpora, one line each
   * @param licence of the weights
   * @param utterances learned from
   * @param hours of audio learned from
   * @param epoch that was best on the dev set
   * @param devWer word error rate on the dev set, percent, greedy decoding
   * @param devCer character error rate on the dev set, percent
   */
  public record Training(
      List<String> data,
      String licence,
      int utterances,
      double hours,
      int epoch,
      double devWer,
      double devCer) {

    /** Copies the list. */
    public Training {
      data = List.copyOf(data);
      Objects.requireNonNull(licence, "licence");
    }
  }

  /**
   * How the decoder uses what it knows beside the posteriors ({@link LanguageParts}).
   *
   * @param fusion weights inside the search
   * @param rescoring weights of the LSTM language model, on what the search has found
   * @param confidence how scores become confidences
   * @param blankDiscount nats that the blank loses in every frame where there is no grammar, at
   *     least 0 ({@link BlankDiscount})
   */
  public record Language(
      FusionWeights fusion,
      RescoringWeights rescoring,
      ConfidenceOptions confidence,
      double blankDiscount) {

    private static final double MOST_DISCOUNT = 100; // beyond it no blank is left

    /** The defaults of each part. */
    public static final Language DEFAULT =
        new Language(FusionWeights.DEFAULT, RescoringWeights.DEFAULT, ConfidenceOptions.DEFAULT, 0);

    /** Requires all parts. */
    public Language {
      Objects.requireNonNull(fusion, "fusion");
      Objects.requireNonNull(rescoring, "rescoring");
      Objects.requireNonNull(confidence, "confidence");
      if (!(blankDiscount >= 0 && blankDiscount <= MOST_DISCOUNT)) {
        throw new IllegalArgumentException(
            "blankDiscount: " + blankDiscount + " (expected: 0.." + MOST_DISCOUNT + ")");
      }
    }

    /** The same with other weights. */
    public Language with(FusionWeights weights) {
      return new Language(weights, rescoring, confidence, blankDiscount);
    }

    /** The same with other weights. */
    public Language with(RescoringWeights weights) {
      return new Language(fusion, weights, confidence, blankDiscount);
    }

    /** The same with other confidences. */
    public Language with(ConfidenceOptions options) {
      return new Language(fusion, rescoring, options, blankDiscount);
    }
  }

  /** The same with other weights of language models. */
  public BundleManifest withLanguage(Language weights) {
    return with(decoder, weights, sha256);
  }

  /** The same with another search. */
  public BundleManifest withDecoder(BeamOptions search) {
    return with(search, language, sha256);
  }

  /** The same with other checksums. */
  BundleManifest withChecksums(Map<String, String> checksums) {
    return with(decoder, language, checksums);
  }

  private BundleManifest with(BeamOptions search, Language weights, Map<String, String> checksums) {
    return new BundleManifest(
        schemaVersion,
        name,
        description,
        languages,
        features,
        acoustic,
        blank,
        search,
        weights,
        streaming,
        training,
        checksums);
  }
}
