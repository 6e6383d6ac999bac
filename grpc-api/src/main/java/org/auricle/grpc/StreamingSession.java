package org.auricle.grpc;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.access.Admission;
import org.auricle.server.telemetry.CallRecord;

/**
 * What each message of one stream does: a config opens it, audio feeds it, the end brings the final
 * result. Not thread-safe; knows nothing of gRPC's calls.
 */
final class StreamingSession {
  private final ModelRegistry models;
  private final double maxStreamSeconds; // 0: no limit
  private final Opener opener;
  private final Admission admission = Admission.CURRENT.get();
  private final CallRecord record = CallRecord.CURRENT.get();
  private Optional<OpenStream> open = Optional.empty();

  StreamingSession(ModelRegistry models, double maxStreamSeconds, Opener opener) {
    this.models = models;
    this.maxStreamSeconds = maxStreamSeconds;
    this.opener = opener;
  }

  /** {@link StreamScheduler#open}. */
  interface Opener {
    LiveStream open(Recognizer recognizer, LiveOptions options, LiveListener listener);
  }

  /** Who hears what is recognised, once it is known what was asked for. */
  interface Listeners {
    LiveListener of(RequestedStream request);
  }

  /** Takes the next message of the client. */
  void accept(StreamingRecognizeRequest request, Listeners listeners)
      throws RequestException, UnknownModelException {
    switch (request.getRequestCase()) {
      case CONFIG -> {
        if (open.isPresent()) {
          throw RequestException.invalid(
              "a second config (expected: exactly one config, then audio)");
        }
        open = Optional.of(new OpenStream(request.getConfig(), listeners));
      }
      case AUDIO -> stream("audio").accept(request.getAudio());
      case REQUEST_NOT_SET ->
          throw RequestException.invalid(
              "a message without config or audio (expected: one of them)");
    }
  }

  /** Ends the audio; the final result will follow. */
  void finish() throws RequestException {
    stream("the end").live.finish();
  }

  /** Audio that waits to be recognised, seconds. */
  double queuedSeconds() {
    return open.map(stream -> stream.live.queuedSeconds()).orElse(0.0);
  }

  /** Drops everything. */
  void cancel() {
    open.ifPresent(stream -> stream.live.cancel());
  }

  private OpenStream stream(String found) throws RequestException {
    return open.orElseThrow(
        () -> RequestException.invalid(found + " before a config (expected: the config first)"));
  }

  /** The part of a stream that exists once its config is known. */
  private final class OpenStream {
    private final PcmDecoder decoder;
    private final LiveStream live;
    private final double rate;
    private long samples;

    OpenStream(StreamingRecognitionConfig config, Listeners listeners)
        throws RequestException, UnknownModelException {
      RawFormat format = RequestedRecognition.rawFormat(config.getConfig());
      decoder = new PcmDecoder(format);
      rate = format.sampleRate();
      live = open(RequestedStream.of(config, models), listeners);
    }

    private LiveStream open(RequestedStream request, Listeners listeners) throws RequestException {
      Recognizer recognizer = request.recognition().model().recognizer();
      record.model(request.recognition().model().name());
      try {
        return opener.open(recognizer, request.options(), listeners.of(request));
      } catch (IllegalArgumentException e) {
        request.close();
        throw RequestException.invalid(e.getMessage());
      } catch (RuntimeException | Error e) {
        request.close();
        throw e;
      }
    }

    void accept(ByteString audio) throws RequestException {
      decoder.decode(audio, this::recognize);
    }

    private void recognize(float[] mono, int count) throws RequestException {
      samples += count;
      if (maxStreamSeconds > 0 && samples > maxStreamSeconds * rate) {
        throw RequestException.outOfRange(
            "audio: more than " + maxStreamSeconds + " s (expected: at most that in one stream)");
      }
      admission.audio(count / rate);
      record.audio(count / rate);
      live.accept(mono, 0, count);
    }
  }
}
