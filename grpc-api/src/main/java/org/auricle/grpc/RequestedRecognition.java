package org.auricle.grpc;

import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognitionConfig.Encoding;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/**
 * A config that has been found to make sense, apart from the audio format, which each method reads
 * in its own way.
 *
 * @param model to use; given back when this is closed
 * @param decoding most readings in a result, boosts, grammar
 * @param wordTimes whether to return the words of each reading
 */
record RequestedRecognition(ModelLease model, DecodeRequest decoding, boolean wordTimes)
    implements AutoCloseable {
  private static final int MAX_ALTERNATIVES = 30;

  /** Reads a config. */
  static RequestedRecognition of(RecognitionConfig config, ModelRegistry models)
      throws RequestException, UnknownModelException {
    int alternatives = config.getMaxAlternatives();
    if (alternatives < 0 || alternatives > MAX_ALTERNATIVES) {
      throw RequestException.invalid(
          "max_alternatives: " + alternatives + " (expected: 0.." + MAX_ALTERNATIVES + ")");
    }
    DecodeRequest decoding = RequestedPhrases.request(config, Math.max(1, alternatives));
    return new RequestedRecognition(
        models.lease(config.getModel(), config.getLanguage()),
        decoding,
        config.getEnableWordTimes());
  }

  /** Whether the audio has no header, so that the config must describe it. */
  static boolean isHeaderless(RecognitionConfig config) throws RequestException {
    return switch (config.getEncoding()) {
      case ENCODING_UNSPECIFIED, FLAC -> false;
      case LINEAR16, FLOAT32, MULAW, ALAW -> true;
      case UNRECOGNIZED -> throw unknown(config);
    };
  }

  /** The layout of headerless audio. */
  static RawFormat rawFormat(RecognitionConfig config) throws RequestException {
    SampleEncoding encoding =
        switch (config.getEncoding()) {
          case LINEAR16 -> SampleEncoding.PCM_S16LE;
          case FLOAT32 -> SampleEncoding.FLOAT32LE;
          case MULAW -> SampleEncoding.MU_LAW;
          case ALAW -> SampleEncoding.A_LAW;
          case ENCODING_UNSPECIFIED, FLAC ->
              throw RequestException.invalid(
                  "encoding: "
                      + config.getEncoding()
                      + " (expected: "
                      + Encoding.LINEAR16
                      + ", "
                      + Encoding.FLOAT32
                      + ", "
                      + Encoding.MULAW
                      + " or "
                      + Encoding.ALAW
                      + ")");
          case UNRECOGNIZED -> throw unknown(config);
        };
    int channels = config.getChannels() == 0 ? 1 : config.getChannels();
    try {
      return new RawFormat(encoding, config.getSampleRateHertz(), channels);
    } catch (IllegalArgumentException e) {
      throw RequestException.invalid(e.getMessage());
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static RequestException unknown(RecognitionConfig config) {
    return RequestException.invalid(
        "encoding: " + config.getEncodingValue() + " (expected: a value of Encoding)");
  }
}
