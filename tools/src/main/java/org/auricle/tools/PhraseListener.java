package org.auricle.tools;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveEvent.PhraseHeard;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.live.Spotting;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.Recognizer;

/** Hears one recording as an assistant does that waits for its phrase. */
final class PhraseListener implements AudioSink {
  private final Recognizer recognizer;
  private final PhraseSpotter spotter;
  private final List<PhraseHeard> heard = new ArrayList<>();
  private SpeechStream stream; // opened with the first samples, which bring their rate

  PhraseListener(Recognizer recognizer, PhraseSpotter spotter) {
    this.recognizer = recognizer;
    this.spotter = spotter;
  }

  @Override
  public void accept(float[] samples, int length, int sampleRate) {
    if (stream == null) {
      stream = new SpeechStream(recognizer, options(recognizer, spotter, sampleRate));
    }
    for (int from = 0; from < length; from += sampleRate) { // what is not looked at yet is kept
      take(stream.accept(samples, from, Math.min(sampleRate, length - from)));
    }
  }

  /** How an assistant hears that waits for a phrase. */
  static LiveOptions options(Recognizer recognizer, PhraseSpotter spotter, int sampleRate) {
    LiveOptions options =
        new LiveOptions(sampleRate, DecodeRequest.nBest(1), false)
            .withSpotting(new Spotting(spotter, true));
    return recognizer.voiceActivity().isPresent()
        ? options.withEndpointing(EndpointOptions.DEFAULT)
        : options;
  }

  private void take(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      if (event instanceof PhraseHeard phrase) {
        heard.add(phrase);
      }
    }
  }

  /** The recording is over; what was heard in it, in order. */
  List<PhraseHeard> finish() {
    if (stream != null) {
      take(stream.finish());
    }
    return heard;
  }

  /** Audio heard, seconds. */
  double seconds() {
    return stream == null ? 0 : stream.heardSeconds();
  }
}
