package org.auricle.grpc.google;

import com.google.cloud.speech.v1.RecognitionConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/**
 * A {@code RecognitionConfig} as far as it matters here, checked.
 *
 * @param model leased until {@link #close}
 * @param language as asked for, in Google's lower case
 * @param decoding most alternatives, boosts
 * @param audio how to decode what is sent
 * @param perChannel whether each channel is recognised; otherwise the first one only
 * @param wordTimes whether words and their times are told
 * @param wordConfidence whether words and their confidences are told
 */
record RequestedConfig(
    ModelLease model,
    String language,
    DecodeRequest decoding,
    RequestedAudio audio,
    boolean perChannel,
    boolean wordTimes,
    boolean wordConfidence)
    implements AutoCloseable {
  private static final int MAX_ALTERNATIVES = 30;

  /** Google's names of models, which stand for whatever serves the language. */
  private static final Set<String> GOOGLES_MODELS =
      Set.of(
          "",
          "default",
          "command_and_search",
          "latest_long",
          "latest_short",
          "phone_call",
          "phone_call_enhanced",
          "video",
          "telephony",
          "telephony_short",
          "medical_conversation",
          "medical_dictation");

  /**
   * Checks a config and takes its model.
   *
   * @throws UnknownModelException if its model or language is not served
   */
  static RequestedConfig of(RecognitionConfig config, ModelRegistry models)
      throws RefusedException, UnknownModelException {
    int alternatives = config.getMaxAlternatives();
    if (alternatives < 0 || alternatives > MAX_ALTERNATIVES) {
      throw RefusedException.invalid("max_alternatives: " + alternatives + " (expected: 0..30)");
    }
    if (config.getDiarizationConfig().getEnableSpeakerDiarization()) {
      throw RefusedException.invalid("diarization_config: not served");
    }
    if (config.getTranscriptNormalization().getEntriesCount() > 0) {
      throw RefusedException.invalid("transcript_normalization: not served");
    }
    DecodeRequest decoding =
        new DecodeRequest(Math.max(1, alternatives), Phrases.of(config), Optional.empty());
    RequestedAudio audio = RequestedAudio.of(config);
    return new RequestedConfig(
        lease(config, models),
        config.getLanguageCode().toLowerCase(Locale.ROOT),
        decoding,
        audio,
        config.getEnableSeparateRecognitionPerChannel(),
        config.getEnableWordTimeOffsets(),
        config.getEnableWordConfidence());
  }

  /** The first of the languages asked for that is served. */
  private static ModelLease lease(RecognitionConfig config, ModelRegistry models)
      throws UnknownModelException {
    boolean ours = models.models().stream().anyMatch(m -> m.name().equals(config.getModel()));
    String name = ours || !GOOGLES_MODELS.contains(config.getModel()) ? config.getModel() : "";
    try {
      return models.lease(name, config.getLanguageCode());
    } catch (UnknownModelException e) {
      for (String other : config.getAlternativeLanguageCodesList()) {
        try {
          return models.lease(name, other);
        } catch (UnknownModelException notThisOne) {
          e.addSuppressed(notThisOne);
        }
      }
      throw e;
    }
  }

  /** Gives the model back. */
  @Override
  public void close() {
    model.close();
  }
}
