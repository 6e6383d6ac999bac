package org.auricle.grpc;

import org.auricle.engine.live.LiveEvent;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.SpeechEvent;
import org.auricle.grpc.v1.StreamingRecognizeResponse;

/** News from a stream as messages. */
final class StreamingResponses {
  private StreamingResponses() {}

  /** What a client is told of an event. */
  static StreamingRecognizeResponse of(LiveEvent event, RequestedStream request) {
    StreamingRecognizeResponse.Builder response =
        StreamingRecognizeResponse.newBuilder()
            .setAudioDuration(Results.duration(event.heardSeconds()))
            .setModel(request.recognition().model().name());
    if (event instanceof LiveEvent.Interim interim) {
      response.addResults(result(interim, request));
      response.setLookAhead(Results.duration(request.lookAheadSeconds()));
    } else if (event instanceof LiveEvent.Final last) {
      response.addResults(result(last, request));
    } else if (event instanceof LiveEvent.SpeechStarted started) {
      response.setEvent(event(SpeechEvent.Type.SPEECH_STARTED, started.atSeconds()));
    } else if (event instanceof LiveEvent.SpeechEnded ended) {
      response.setEvent(event(SpeechEvent.Type.SPEECH_ENDED, ended.atSeconds()));
    } else if (event instanceof LiveEvent.NoSpeech none) {
      response.setEvent(event(SpeechEvent.Type.NO_SPEECH, none.atSeconds()));
    }
    return response.build();
  }

  private static RecognitionResult result(LiveEvent.Interim interim, RequestedStream request) {
    boolean wordTimes = request.recognition().wordTimes();
    double start = interim.startSeconds();
    return Results.result(interim.transcript(), start, interim.heardSeconds(), wordTimes, false)
        .toBuilder()
        .setStableWords(interim.stableWords())
        .setUtterance(interim.utterance())
        .build();
  }

  private static RecognitionResult result(LiveEvent.Final last, RequestedStream request) {
    boolean wordTimes = request.recognition().wordTimes();
    double start = last.startSeconds();
    return Results.result(last.transcript(), start, last.endSeconds(), wordTimes, true).toBuilder()
        .setUtterance(last.utterance())
        .build();
  }

  private static SpeechEvent event(SpeechEvent.Type type, double atSeconds) {
    return SpeechEvent.newBuilder().setType(type).setTime(Results.duration(atSeconds)).build();
  }
}
