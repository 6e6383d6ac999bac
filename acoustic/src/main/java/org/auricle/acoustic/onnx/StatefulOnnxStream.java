package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * A streaming model: chunks of a fixed length go in, and what the model wants to remember of one
 * goes into the next, without being copied. Not thread-safe.
 *
 * <p>The last chunk is filled up with padding. Rows that stand for padding before the first frame
 * are left out.
 */
final class StatefulOnnxStream implements AcousticStream {
  private final OnnxRunner runner;
  private final RunMemory memory; // its states are this stream's
  private final Chunking chunking;
  private final int tokens;
  private final double shiftSeconds;
  private final FrameQueue frames;
  private long next; // first frame of the next chunk
  private int rowsToSkip;
  private boolean finished;

  StatefulOnnxStream(OnnxRunner runner, OnnxModelDescription description, double shiftSeconds) {
    this.runner = runner;
    this.shiftSeconds = shiftSeconds;
    memory = runner.newMemory();
    chunking = description.chunking();
    tokens = description.vocabularySize();
    frames = new FrameQueue(description.signal().dim());
    frames.addPadding(chunking.lead(), (float) chunking.padding());
    rowsToSkip = chunking.lead() / description.subsampling();
  }

  @Override
  public LogPosteriors accept(FeatureMatrix features) {
    requireOpen();
    frames.add(features);
    return runWhole();
  }

  @Override
  public LogPosteriors finish() {
    requireOpen();
    finished = true;
    if (frames.end() == chunking.lead()) {
      return PosteriorParts.join(List.of(), tokens, shiftSeconds); // nothing was said
    }
    frames.addPadding(chunking.tail(), (float) chunking.padding());
    int overlap = chunking.length() - chunking.shift();
    long seen = next == 0 ? 0 : next + overlap; // frames that were in a chunk already
    if (frames.end() > seen) {
      long rest = Math.max(1, frames.end() - next - overlap);
      long chunks = (rest + chunking.shift() - 1) / chunking.shift();
      long end = next + (chunks - 1) * chunking.shift() + chunking.length();
      frames.addPadding((int) (end - frames.end()), (float) chunking.padding());
    }
    return runWhole();
  }

  private LogPosteriors runWhole() {
    List<LogPosteriors> parts = new ArrayList<>();
    while (frames.end() - next >= chunking.length()) {
      FeatureMatrix chunk = frames.frames(next, next + chunking.length());
      parts.add(withoutLead(runner.run(List.of(chunk), chunking.length(), memory).get(0)));
      next += chunking.shift();
      frames.dropBefore(next);
    }
    return PosteriorParts.join(parts, tokens, shiftSeconds);
  }

  private LogPosteriors withoutLead(LogPosteriors posteriors) {
    int skip = Math.min(rowsToSkip, posteriors.frames());
    rowsToSkip -= skip;
    return skip == 0 ? posteriors : PosteriorParts.rows(posteriors, skip, posteriors.frames());
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream has been finished");
    }
  }
}
