package org.auricle.grpc.google;

import com.google.cloud.speech.v1.StreamingRecognitionConfig;
import com.google.cloud.speech.v1.StreamingRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import com.google.cloud.speech.v1.StreamingRecognizeResponse.SpeechEventType;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;

/**
 * What each message of one stream does, and what is answered. Knows nothing of gRPC's flow control.
 * Its methods are called on the stream's serial executor only.
 */
final class StreamingSession implements Recognition.Listener {
  private static final String DISORDER =
      "Malordered Data Received. Send exactly one config, followed by audio data.";

  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final GoogleOptions options;
  private final SerialExecutor serial;
  private final Client client;
  private final long requestId = RequestIds.next();
  private final List<Results> channels = new ArrayList<>();
  private StreamingRecognitionConfig config; // null before it has come
  private RequestedConfig requested;
  private Recognition recognition;
  private boolean utteranceEnded; // the only one: further audio is ignored
  private boolean closed;

  /** Who has opened the stream. */
  interface Client {
    void send(StreamingRecognizeResponse response);

    /** The next message is welcome. */
    void request();

    void complete();

    void fail(Throwable failure);
  }

  StreamingSession(
      ModelRegistry models,
      StreamScheduler scheduler,
      GoogleOptions options,
      SerialExecutor serial,
      Client client) {
    this.models = models;
    this.scheduler = scheduler;
    this.options = options;
    this.serial = serial;
    this.client = client;
  }

  /** Takes the next message of the client. */
  void accept(StreamingRecognizeRequest message) {
    if (closed) {
      return;
    }
    try {
      switch (message.getStreamingRequestCase()) {
        case STREAMING_CONFIG -> open(message.getStreamingConfig());
        case AUDIO_CONTENT -> {
          if (recognition == null) {
            throw RefusedException.invalid(DISORDER);
          }
          if (utteranceEnded) {
            client.request();
          } else {
            recognition.feed(message.getAudioContent().toByteArray());
          }
        }
        case STREAMINGREQUEST_NOT_SET -> throw RefusedException.invalid(DISORDER);
      }
    } catch (RefusedException | UnknownModelException | RuntimeException e) {
      fail(e);
    }
  }

  private void open(StreamingRecognitionConfig message)
      throws RefusedException, UnknownModelException {
    if (config != null) {
      throw RefusedException.invalid(DISORDER);
    }
    config = message;
    requested = RequestedConfig.of(message.getConfig(), models);
    double seconds = options.maxStreamSeconds();
    RecognitionPlan plan =
        new RecognitionPlan(
            requested,
            scheduler,
            serial,
            message.getInterimResults(),
            message.getSingleUtterance(),
            Optional.of(endpointing(message)),
            seconds,
            new RefusedException(
                Code.OUT_OF_RANGE,
                "Exceeded maximum allowed stream duration of %.0f seconds.".formatted(seconds)),
            options.maxQueuedSeconds(),
            new double[0]);
    recognition = new Recognition(plan, this);
    client.request();
  }

  private static EndpointOptions endpointing(StreamingRecognitionConfig message)
      throws RefusedException {
    EndpointOptions endpointing = EndpointOptions.DEFAULT;
    var timeouts = message.getVoiceActivityTimeout();
    try {
      if (timeouts.hasSpeechStartTimeout()) {
        endpointing =
            endpointing.withInitialSilence(Results.seconds(timeouts.getSpeechStartTimeout()));
      }
      if (timeouts.hasSpeechEndTimeout()) {
        endpointing =
            endpointing.withTrailingSilence(Results.seconds(timeouts.getSpeechEndTimeout()));
      }
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("voice_activity_timeout: " + e.getMessage());
    }
    return endpointing;
  }

  /** The client sends no more. */
  void end() {
    if (closed || utteranceEnded) {
      return;
    }
    if (recognition == null) {
      fail(RefusedException.invalid(DISORDER));
    } else {
      recognition.end();
    }
  }

  /** The client has sent no audio for too long. */
  void starve() {
    fail(
        new RefusedException(
            Code.OUT_OF_RANGE,
            "Audio Timeout Error: Long duration elapsed without audio. Audio should be sent close"
                + " to real time."));
  }

  /** The client has gone. */
  void cancel() {
    if (!closed) {
      closed = true;
      if (recognition != null) {
        recognition.cancel(); // closes the config when no worker needs it any more
      } else if (requested != null) {
        requested.close();
      }
    }
  }

  private void fail(Throwable failure) {
    if (!closed) {
      cancel();
      client.fail(failure);
    }
  }

  @Override
  public void onWantsBytes() {
    client.request();
  }

  @Override
  public void onEvent(int channel, LiveEvent event) {
    if (event instanceof LiveEvent.Interim interim && config.getInterimResults()) {
      send(results(channel).interim(interim));
    } else if (event instanceof LiveEvent.Final last) {
      StreamingRecognitionResult result = results(channel).streamed(last);
      if (result.getAlternativesCount() > 0) {
        send(List.of(result));
      }
    } else if (event instanceof LiveEvent.SpeechStarted started) {
      tellActivity(SpeechEventType.SPEECH_ACTIVITY_BEGIN, started.atSeconds());
    } else if (event instanceof LiveEvent.SpeechEnded ended) {
      tellActivity(SpeechEventType.SPEECH_ACTIVITY_END, ended.atSeconds());
      endUtterance(channel, ended.atSeconds());
    } else if (event instanceof LiveEvent.NoSpeech none) {
      tellActivity(SpeechEventType.SPEECH_ACTIVITY_TIMEOUT, none.atSeconds());
      endUtterance(channel, none.atSeconds());
    }
  }

  private void endUtterance(int channel, double seconds) {
    if (config.getSingleUtterance() && !utteranceEnded) {
      utteranceEnded = true;
      tell(SpeechEventType.END_OF_SINGLE_UTTERANCE, seconds);
      recognition.stop(channel);
      client.request(); // what still comes is read and ignored
    }
  }

  private void tellActivity(SpeechEventType type, double seconds) {
    if (config.getEnableVoiceActivityEvents()) {
      tell(type, seconds);
    }
  }

  private void tell(SpeechEventType type, double seconds) {
    client.send(
        StreamingRecognizeResponse.newBuilder()
            .setSpeechEventType(type)
            .setSpeechEventTime(Results.duration(seconds))
            .setRequestId(requestId)
            .build());
  }

  private void send(List<StreamingRecognitionResult> results) {
    if (!results.isEmpty()) {
      client.send(
          StreamingRecognizeResponse.newBuilder()
              .addAllResults(results)
              .setRequestId(requestId)
              .build());
    }
  }

  private Results results(int channel) {
    while (channels.size() <= channel) {
      channels.add(new Results(requested, channels.size(), 0));
    }
    return channels.get(channel);
  }

  @Override
  public void onCompleted() {
    if (!closed) {
      closed = true;
      client.complete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    fail(failure);
  }
}
