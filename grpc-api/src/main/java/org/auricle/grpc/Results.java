package org.auricle.grpc;

import com.google.protobuf.Duration;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.grpc.v1.RecognitionAlternative;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.WordInfo;

/** Transcripts as messages. */
final class Results {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Results() {}

  /** A result that covers the audio from its start to the end of the transcript. */
  static RecognitionResult result(Transcript transcript, boolean wordTimes, boolean isFinal) {
    return result(transcript, 0, transcript.durationSeconds(), wordTimes, isFinal);
  }

  /** A result that covers a stretch of the audio. */
  static RecognitionResult result(
      Transcript transcript, double start, double end, boolean wordTimes, boolean isFinal) {
    RecognitionResult.Builder result =
        RecognitionResult.newBuilder()
            .setIsFinal(isFinal)
            .setStartTime(duration(start))
            .setEndTime(duration(end));
    for (Transcript.Alternative alternative : transcript.alternatives()) {
      result.addAlternatives(alternative(alternative, wordTimes, isFinal));
    }
    return result.build();
  }

  private static RecognitionAlternative alternative(
      Transcript.Alternative alternative, boolean wordTimes, boolean isFinal) {
    RecognitionAlternative.Builder message =
        RecognitionAlternative.newBuilder().setTranscript(alternative.text());
    if (isFinal) {
      message.setConfidence((float) alternative.confidence());
    }
    if (wordTimes) {
      for (Word word : alternative.words()) {
        message.addWords(word(word, isFinal));
      }
    }
    return message.build();
  }

  private static WordInfo word(Word word, boolean isFinal) {
    WordInfo.Builder message =
        WordInfo.newBuilder()
            .setWord(word.text())
            .setStartTime(duration(word.startSeconds()))
            .setEndTime(duration(word.endSeconds()));
    if (isFinal) {
      message.setConfidence((float) word.confidence());
    }
    return message.build();
  }

  /** Seconds, at least 0, to the nanosecond. */
  static Duration duration(double seconds) {
    long nanos = Math.round(seconds * NANOS_PER_SECOND);
    return Duration.newBuilder()
        .setSeconds(nanos / NANOS_PER_SECOND)
        .setNanos((int) (nanos % NANOS_PER_SECOND))
        .build();
  }
}
