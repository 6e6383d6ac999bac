package org.auricle.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.offline.OfflineChannels;
import org.auricle.engine.offline.OfflineModel;
import org.auricle.engine.offline.OfflineOptions;
import org.auricle.engine.offline.OfflineRecording;
import org.auricle.engine.offline.RecognitionPool;
import org.auricle.engine.offline.RecognizedSegment;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.transcript.TranscribedRecording;

/**
 * Recordings to text, as the command does it: short ones as a whole, long ones taken apart where
 * nobody speaks and recognised on all threads, in memory that does not grow with them. Thread-safe:
 * threads that transcribe at the same time share the model, and its batches.
 *
 * <pre>{@code
 * try (Transcriber transcriber = Transcriber.open("en-small")) {
 *   Transcript transcript = transcriber.transcribe(Path.of("meeting.mp3"));
 *   for (Word word : transcript.words()) {
 *     System.out.printf("%.2f %s%n", word.startSeconds(), word.text());
 *   }
 * }
 * }</pre>
 *
 * <p>Formats that need FFmpeg, one of several channels, and results while a recording is still
 * read: {@link #newRecording}.
 */
public final class Transcriber implements AutoCloseable {
  private static final AudioReader.Options OF_ANY_LENGTH =
      AudioReader.Options.DEFAULT.withMaxSeconds(Double.POSITIVE_INFINITY);

  private final Recognizer recognizer;
  private final RecognitionPool pool;
  private final VoiceActivityDetector detector;
  private final OfflineModel model;

  private Transcriber(Recognizer recognizer, VoiceActivityDetector detector, int threads) {
    this.recognizer = recognizer;
    this.detector = detector;
    pool = new RecognitionPool(recognizer, threads, RecognitionPool.DEFAULT_BATCH);
    model = OfflineModel.of(pool, detector);
  }

  /**
   * Opens a bundle, to be run on all processors.
   *
   * @param nameOrPath as for {@link Models#open}
   * @throws BundleException if there is none, or it cannot be used
   */
  public static Transcriber open(String nameOrPath) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    return of(Models.open(nameOrPath), RuntimeOptions.DEFAULT.withThreads(threads));
  }

  /**
   * Makes a bundle ready.
   *
   * @param options whose threads each have recordings, or parts of one, for themselves
   * @throws BundleException if a model in ONNX cannot be read any more
   */
  public static Transcriber of(ModelBundle bundle, RuntimeOptions options) throws IOException {
    Recognizer recognizer = RecognizerFactory.create(bundle, options.withThreads(1));
    try {
      VoiceActivityDetector detector = VoiceDetectors.forRecordings(bundle);
      return new Transcriber(recognizer, detector, options.threads());
    } catch (IOException | RuntimeException e) {
      recognizer.close();
      throw e;
    }
  }

  /**
   * Transcribes a file with the defaults.
   *
   * @throws AudioFormatException if the audio cannot be used
   */
  public Transcript transcribe(Path file) throws AudioFormatException {
    return transcribe(file, OfflineOptions.DEFAULT);
  }

  /**
   * Transcribes a file.
   *
   * @throws AudioFormatException if the audio cannot be used
   * @throws DecodeRequestException if the options' request cannot be met
   */
  public Transcript transcribe(Path file, OfflineOptions options) throws AudioFormatException {
    OfflineRecording recording = newRecording(options, segment -> {});
    AudioReader.read(file, OF_ANY_LENGTH, recording);
    return recording.finishAndWait();
  }

  /**
   * Transcribes a stream, which stays open.
   *
   * @param name stands for the stream in messages: "request"
   * @throws AudioFormatException if the audio cannot be used
   * @throws IOException if the stream itself fails, as it was thrown
   * @throws DecodeRequestException if the options' request cannot be met
   */
  public Transcript transcribe(InputStream stream, String name, OfflineOptions options)
      throws IOException {
    OfflineRecording recording = newRecording(options, segment -> {});
    AudioReader.read(stream, name, OF_ANY_LENGTH, recording);
    return recording.finishAndWait();
  }

  /**
   * Transcribes each channel of a file by itself: the two ends of a telephone call, say.
   *
   * @throws AudioFormatException if the audio cannot be used
   * @throws DecodeRequestException if the options' request cannot be met
   */
  public TranscribedRecording transcribeChannels(Path file, OfflineOptions options)
      throws AudioFormatException {
    OfflineChannels recording = new OfflineChannels(model, options, segment -> {});
    AudioReader.readChannels(file, OF_ANY_LENGTH, recording);
    return new TranscribedRecording(file.toString(), recording.finishAndWait());
  }

  /**
   * A recording that is to be read by the caller.
   * <!-- with: Transcriber transcriber, Path file -->
   *
   * <pre>{@code
   * OfflineRecording recording =
   *     transcriber.newRecording(
   *         OfflineOptions.DEFAULT, part -> System.out.println(part.transcript().text()));
   * AudioReader.Options reading =
   *     AudioReader.Options.DEFAULT
   *         .withMaxSeconds(Double.POSITIVE_INFINITY)
   *         .withChannels(ChannelMixer.channel(0))
   *         .withFfmpeg("ffmpeg");
   * AudioReader.read(file, reading, recording);
   * Transcript transcript = recording.finishAndWait();
   * }</pre>
   *
   * @param segments takes the parts of a long recording, in order, as {@link OfflineRecording} says
   */
  public OfflineRecording newRecording(
      OfflineOptions options, Consumer<RecognizedSegment> segments) {
    return new OfflineRecording(model, options, segments);
  }

  /** What recognises; closed with this. */
  public Recognizer recognizer() {
    return recognizer;
  }

  /** Waits for what is being recognised; recordings that are still read end with an exception. */
  @Override
  public void close() {
    pool.close();
    recognizer.close();
    detector.close();
  }
}
