package org.auricle.grpc;

import com.google.protobuf.Duration;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.StreamLatency;
import org.auricle.grpc.v1.Endpointing;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/**
 * The config of a stream that has been found to make sense.
 *
 * @param recognition what to recognise and how
 * @param options of the stream
 */
record RequestedStream(RequestedRecognition recognition, LiveOptions options)
    implements AutoCloseable {
  private static final double NANOS = 1e9;

  /** Reads a config. */
  static RequestedStream of(StreamingRecognitionConfig config, ModelRegistry models)
      throws RequestException, UnknownModelException {
    RequestedRecognition recognition = RequestedRecognition.of(config.getConfig(), models);
    try {
      return new RequestedStream(recognition, options(config, recognition.decoding()));
    } catch (IllegalArgumentException e) {
      recognition.close();
      throw RequestException.invalid(e.getMessage());
    } catch (RequestException | RuntimeException | Error e) {
      recognition.close();
      throw e;
    }
  }

  private static LiveOptions options(StreamingRecognitionConfig config, DecodeRequest decoding)
      throws RequestException {
    int rate = RequestedRecognition.rawFormat(config.getConfig()).sampleRate();
    LiveOptions options =
        new LiveOptions(rate, decoding, config.getInterimResults())
            .withSingleUtterance(config.getSingleUtterance());
    if (config.hasEndpointing()) {
      options = options.withEndpointing(rules(config.getEndpointing()));
    }
    if (config.hasInterimLatency()) {
      double chunk = seconds(config.getInterimLatency().getChunk());
      double lookAhead = seconds(config.getInterimLatency().getLookAhead());
      options = options.withLatency(new StreamLatency(chunk, lookAhead));
    }
    return options;
  }

  private static EndpointOptions rules(Endpointing asked) {
    EndpointOptions rules = EndpointOptions.DEFAULT;
    if (asked.getThreshold() != 0) {
      rules = rules.withThreshold(asked.getThreshold());
    }
    if (isSet(asked.getMinSpeech())) {
      rules = rules.withMinSpeech(seconds(asked.getMinSpeech()));
    }
    if (isSet(asked.getTrailingSilence())) {
      rules = rules.withTrailingSilence(seconds(asked.getTrailingSilence()));
    }
    if (isSet(asked.getMaxUtterance())) {
      rules = rules.withMaxUtterance(seconds(asked.getMaxUtterance()));
    }
    if (isSet(asked.getInitialSilence())) {
      rules = rules.withInitialSilence(seconds(asked.getInitialSilence()));
    }
    return rules;
  }

  private static boolean isSet(Duration duration) {
    return duration.getSeconds() != 0 || duration.getNanos() != 0;
  }

  /** Of audio. */
  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / NANOS;
  }

  /** Audio that the model hears beyond what interim results tell, seconds. */
  double lookAheadSeconds() {
    StreamLatency own = recognition.model().recognizer().acoustic().latency();
    return options.latency().orElse(own).lookAheadSeconds();
  }

  /** Gives the model back. */
  @Override
  public void close() {
    recognition.close();
  }
}
