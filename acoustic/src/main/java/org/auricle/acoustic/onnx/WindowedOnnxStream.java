package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Low latency from a model that wants the whole utterance: overlapping windows are scored, and of
 * each the rows in its middle are kept. Not thread-safe.
 *
 * <p>A window is what stands to the left, the chunk whose rows are kept, and the look-ahead to its
 * right. With L, C and R rows each, audio is computed (L + C + R) / C times, whatever the length of
 * the utterance, and a row comes out C + R rows after its audio at the latest. L = {@value
 * #LEFT_PER_CHUNK} (C + R): of 16 + 16 rows of 40 ms the window is 3.8 s, scored every 0.64 s.
 *
 * <p>Windows start where a row starts, so that the model's subsampling falls on the same frames as
 * over the whole utterance.
 */
final class WindowedOnnxStream implements AcousticStream {
  private static final int LEFT_PER_CHUNK = 2;

  private final Function<FeatureMatrix, LogPosteriors> score;
  private final ChunkOptions windows; // in rows
  private final int subsampling; // frames a row
  private final int tokens;
  private final double shiftSeconds;
  private final FrameQueue frames;
  private long rows; // handed on so far
  private long wait; // frames still to come before another window is worth its while
  private boolean finished;

  WindowedOnnxStream(
      Function<FeatureMatrix, LogPosteriors> score,
      OnnxModelDescription description,
      ChunkOptions windows,
      double shiftSeconds) {
    this.score = score;
    this.windows = windows;
    this.shiftSeconds = shiftSeconds;
    subsampling = description.subsampling();
    tokens = description.vocabularySize();
    frames = new FrameQueue(description.signal().dim());
    wait = framesOf(windows.chunk() + windows.lookAhead());
  }

  private long framesOf(long rowCount) {
    return rowCount * subsampling;
  }

  @Override
  public LogPosteriors accept(FeatureMatrix features) {
    return advance(
            List.of(this), List.of(features), windows -> List.of(score.apply(windows.get(0))))
        .get(0);
  }

  /**
   * What each stream says to its features, windows of several streams scored together.
   *
   * @param score of whole utterances
   */
  static List<LogPosteriors> advance(
      List<WindowedOnnxStream> streams,
      List<FeatureMatrix> features,
      Function<List<FeatureMatrix>, List<LogPosteriors>> score) {
    List<List<LogPosteriors>> parts = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).requireOpen();
      streams.get(i).frames.add(features.get(i));
      parts.add(new ArrayList<>());
    }
    List<Integer> ready = ready(streams);
    while (!ready.isEmpty()) {
      List<LogPosteriors> scored =
          score.apply(ready.stream().map(i -> streams.get(i).window()).toList());
      for (int r = 0; r < ready.size(); r++) {
        int i = ready.get(r);
        streams.get(i).take(scored.get(r), parts.get(i));
      }
      ready = ready(streams);
    }
    List<LogPosteriors> posteriors = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      WindowedOnnxStream stream = streams.get(i);
      posteriors.add(PosteriorParts.join(parts.get(i), stream.tokens, stream.shiftSeconds));
    }
    return posteriors;
  }

  private static List<Integer> ready(List<WindowedOnnxStream> streams) {
    return IntStream.range(0, streams.size())
        .filter(i -> streams.get(i).frames.end() >= streams.get(i).wait)
        .boxed()
        .toList();
  }

  /** From the first row that the next chunk looks back to, to the end of its look-ahead. */
  private FeatureMatrix window() {
    return frames.frames(framesOf(firstRow()), wait);
  }

  /** Keeps the middle of a window that has been scored, and goes on to the next. */
  private void take(LogPosteriors window, List<LogPosteriors> parts) {
    int from = (int) (rows - firstRow());
    int to = Math.min(from + windows.chunk(), window.frames());
    if (to > from) {
      parts.add(PosteriorParts.rows(window, from, to));
      rows += to - from;
    }
    wait += framesOf(windows.chunk());
    frames.dropBefore(framesOf(firstRow()));
  }

  @Override
  public LogPosteriors finish() {
    requireOpen();
    finished = true;
    if (frames.end() <= framesOf(firstRow())) {
      return PosteriorParts.join(List.of(), tokens, shiftSeconds);
    }
    FeatureMatrix rest = frames.frames(framesOf(firstRow()), frames.end());
    LogPosteriors window = score.apply(rest);
    int from = (int) Math.min(window.frames(), rows - firstRow());
    return PosteriorParts.rows(window, from, window.frames());
  }

  private long firstRow() {
    return Math.max(0, rows - LEFT_PER_CHUNK * (windows.chunk() + windows.lookAhead()));
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream has been finished");
    }
  }
}
