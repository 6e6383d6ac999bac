package org.auricle.grpc.google;

import com.google.cloud.speech.v1.SpeechRecognitionAlternative;
import com.google.cloud.speech.v1.SpeechRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognitionResult;
import com.google.cloud.speech.v1.WordInfo;
import com.google.protobuf.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * Transcripts of one channel as messages. Texts of an utterance after the first begin with a space,
 * so that clients may concatenate. Not thread-safe.
 */
final class Results {
  private static final float STABLE = 0.9f; // Google's own figures
  private static final float UNSTABLE = 0.1f;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final RequestedConfig config;
  private final int channelTag;
  private final double offsetSeconds;
  private String lead;

  /**
   * Results of one channel.
   *
   * @param channel from 0
   * @param offsetSeconds what to add to all times
   */
  Results(RequestedConfig config, int channel, double offsetSeconds) {
    this.config = config;
    channelTag = config.perChannel() ? channel + 1 : 0;
    this.offsetSeconds = offsetSeconds;
    lead = offsetSeconds > 0 ? " " : "";
  }

  /** What has been understood so far: the part that will stay, then the rest; none for silence. */
  List<StreamingRecognitionResult> interim(LiveEvent.Interim interim) {
    List<Word> words = interim.transcript().words();
    List<StreamingRecognitionResult> results = new ArrayList<>(2);
    String stable = text(words.subList(0, interim.stableWords()));
    String rest = text(words.subList(interim.stableWords(), words.size()));
    if (!stable.isEmpty()) {
      results.add(interim(lead + stable, STABLE, interim.heardSeconds()));
    }
    if (!rest.isEmpty()) {
      String text = stable.isEmpty() ? lead + rest : " " + rest;
      results.add(interim(text, UNSTABLE, interim.heardSeconds()));
    }
    return results;
  }

  private StreamingRecognitionResult interim(String text, float stability, double endSeconds) {
    return StreamingRecognitionResult.newBuilder()
        .addAlternatives(SpeechRecognitionAlternative.newBuilder().setTranscript(text))
        .setStability(stability)
        .setResultEndTime(duration(offsetSeconds + endSeconds))
        .setChannelTag(channelTag)
        .setLanguageCode(config.language())
        .build();
  }

  /** What was said in an utterance; without alternatives if nothing was. */
  SpeechRecognitionResult recording(LiveEvent.Final last) {
    return SpeechRecognitionResult.newBuilder()
        .addAllAlternatives(alternatives(last.transcript()))
        .setResultEndTime(duration(offsetSeconds + last.endSeconds()))
        .setChannelTag(channelTag)
        .setLanguageCode(config.language())
        .build();
  }

  /** What was said in an utterance; without alternatives if nothing was. */
  StreamingRecognitionResult streamed(LiveEvent.Final last) {
    return StreamingRecognitionResult.newBuilder()
        .addAllAlternatives(alternatives(last.transcript()))
        .setIsFinal(true)
        .setResultEndTime(duration(offsetSeconds + last.endSeconds()))
        .setChannelTag(channelTag)
        .setLanguageCode(config.language())
        .build();
  }

  private List<SpeechRecognitionAlternative> alternatives(Transcript transcript) {
    List<SpeechRecognitionAlternative> alternatives = new ArrayList<>();
    for (Transcript.Alternative alternative : transcript.alternatives()) {
      if (!alternative.text().isEmpty()) {
        alternatives.add(alternative(alternative, alternatives.isEmpty()));
      }
    }
    if (!alternatives.isEmpty()) {
      lead = " ";
    }
    return alternatives;
  }

  /** Confidence and words are told of the best alternative only. */
  private SpeechRecognitionAlternative alternative(Transcript.Alternative reading, boolean best) {
    SpeechRecognitionAlternative.Builder message =
        SpeechRecognitionAlternative.newBuilder().setTranscript(lead + reading.text());
    if (best) {
      message.setConfidence((float) reading.confidence());
    }
    if (best && (config.wordTimes() || config.wordConfidence())) {
      for (Word word : reading.words()) {
        message.addWords(word(word));
      }
    }
    return message.build();
  }

  private WordInfo word(Word word) {
    WordInfo.Builder message = WordInfo.newBuilder().setWord(word.text());
    if (config.wordTimes()) {
      message
          .setStartTime(duration(offsetSeconds + word.startSeconds()))
          .setEndTime(duration(offsetSeconds + word.endSeconds()));
    }
    if (config.wordConfidence()) {
      message.setConfidence((float) word.confidence());
    }
    return message.build();
  }

  private static String text(List<Word> words) {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  /** To the nanosecond. */
  static Duration duration(double seconds) {
    long nanos = Math.round(seconds * NANOS_PER_SECOND);
    return Duration.newBuilder()
        .setSeconds(nanos / NANOS_PER_SECOND)
        .setNanos((int) (nanos % NANOS_PER_SECOND))
        .build();
  }

  static double seconds(Duration duration) {
    return duration.getSeconds() + (double) duration.getNanos() / NANOS_PER_SECOND;
  }

  /** What Google would bill: whole seconds, begun ones included. */
  static Duration billed(double seconds) {
    return Duration.newBuilder().setSeconds((long) Math.ceil(seconds)).build();
  }
}
