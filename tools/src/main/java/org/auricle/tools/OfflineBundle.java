package org.auricle.tools;

import java.io.IOException;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.offline.OfflineModel;
import org.auricle.engine.offline.RecognitionPool;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.models.Models;
import org.auricle.models.VoiceDetectors;

/**
 * The model of a command, opened with the first recording that is audio. A single short recording
 * has all threads for itself; otherwise each thread has recordings or segments of its own.
 */
final class OfflineBundle implements OfflineModel, AutoCloseable {
  /** The detector that the model brings. */
  static final String BUILTIN = "builtin";

  /** Of audio: plain loops recognise the first ten or so, and then vector code has to get warm. */
  private static final double WARM_UP_SECONDS = 30;

  /** However short a recording is, it counts for so much. */
  private static final double LEAST_SECONDS = 0.5;

  /** The model cannot be opened, for the reason that is its cause; no recording is to blame. */
  static final class OpeningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OpeningException(Exception cause) {
      super(cause);
    }
  }

  private final ModelOptions model;
  private final String vad;
  private final int batch;
  private final boolean single;
  private final RealTime speed;
  private List<AudioClip> warmUp = List.of();
  private Recognizer recognizer;
  private RecognitionPool pool;
  private VoiceActivityDetector detector;

  /**
   * Opens nothing yet.
   *
   * @param vad detector for recordings that are taken apart
   * @param batch most clips to be recognised together
   * @param single whether there is one recording only
   * @param speed told what loading and warming up take
   */
  OfflineBundle(ModelOptions model, String vad, int batch, boolean single, RealTime speed) {
    this.model = model;
    this.vad = vad;
    this.batch = batch;
    this.single = single;
    this.speed = speed;
  }

  /** Lets the JVM load and compile what recognising takes, on this, once the model is open. */
  void warmUpWith(AudioClip clip) {
    warmUp = List.of(clip);
  }

  @Override
  public RecognitionPool forWhole() {
    return pool(single ? 1 : model.threads());
  }

  @Override
  public RecognitionPool forSegments() {
    return pool(model.threads());
  }

  private RecognitionPool pool(int threads) {
    if (pool == null) {
      recognizer = opened(() -> open(threads));
      pool = new RecognitionPool(recognizer, threads, batch);
    }
    return pool;
  }

  /** A network that only one thread calls may use all of them. */
  private Recognizer open(int threads) throws IOException {
    Recognizer made =
        speed.timeLoading(() -> threads == 1 ? model.open() : model.openForMany(model.bundle()));
    for (AudioClip clip : warmUp) {
      double seconds = Math.max(LEAST_SECONDS, clip.durationSeconds());
      for (double done = 0; done < WARM_UP_SECONDS; done += seconds) {
        speed.timeWarmUp(() -> made.recognize(clip, DecodeRequest.nBest(1)));
      }
    }
    return made;
  }

  private static <T> T opened(RealTime.Work<T> opening) {
    try {
      return opening.run();
    } catch (IOException | RuntimeException e) {
      throw new OpeningException(e);
    }
  }

  @Override
  public VoiceActivityDetector detector() {
    if (detector == null) {
      detector = opened(() -> speed.timeLoading(this::openDetector));
    }
    return detector;
  }

  private VoiceActivityDetector openDetector() throws IOException {
    return vad.equals(BUILTIN)
        ? VoiceDetectors.forRecordings(Models.open(model.name()))
        : VoiceDetectors.open(vad);
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
    }
    if (recognizer != null) {
      recognizer.close();
    }
    if (detector != null) {
      detector.close();
    }
  }
}
