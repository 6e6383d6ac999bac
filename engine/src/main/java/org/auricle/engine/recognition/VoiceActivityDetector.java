package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.audio.AudioClip;

/**
 * Port: where in a recording somebody speaks. Thread-safe; state belongs to a {@link VoiceStream}.
 */
public interface VoiceActivityDetector extends AutoCloseable {

  /**
   * A new stream, for one recording.
   *
   * @param sampleRateHz of the audio that will come; any
   */
  VoiceStream newStream(int sampleRateHz);

  /** Finds all segments of a recording; the same as streaming it in any chunks. */
  default List<SpeechSegment> detect(AudioClip clip) {
    VoiceStream stream = newStream(clip.sampleRate());
    List<SpeechSegment> segments =
        new ArrayList<>(stream.accept(clip.samples(), 0, clip.samples().length));
    segments.addAll(stream.finish());
    return segments;
  }

  @Override
  void close();
}
