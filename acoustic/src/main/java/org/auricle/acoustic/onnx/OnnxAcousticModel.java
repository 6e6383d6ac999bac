package org.auricle.acoustic.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.StreamLatency;

/**
 * A CTC model in ONNX, run by ONNX Runtime. Thread-safe: any number of threads may score at once.
 *
 * <p>Batches are sorted by length and cut so that a run stays within {@link
 * OnnxRuntimeOptions#maxBatch} and {@link OnnxRuntimeOptions#maxBatchSeconds}; each utterance tells
 * its own length where the model asks for it, and where it does not, only utterances of the same
 * length share a run.
 *
 * <p>A stream of a model that carries state is fed chunk by chunk, and {@link #score} gives what a
 * stream gives. A stream of a model that wants the whole utterance scores overlapping windows: see
 * {@link WindowedOnnxStream}.
 */
public final class OnnxAcousticModel implements AcousticModel {
  /** Memory of a run that was larger is not kept for the next. */
  private static final long MAX_KEPT_BYTES = 64 << 20;

  private final OnnxSession session;
  private final OnnxModelDescription description;
  private final ChunkOptions windows;
  private final OnnxRunner runner;
  private final double frameShiftSeconds;
  private final int maxBatch;
  private final long maxBatchFrames;
  private final Optional<ScoreGatherer> gatherer;
  private final Deque<RunMemory> idle = new ConcurrentLinkedDeque<>();

  private OnnxAcousticModel(
      OnnxSession session,
      OnnxModelDescription description,
      double inputShiftSeconds,
      ChunkOptions windows,
      OnnxRuntimeOptions options) {
    this.session = session;
    this.description = description;
    this.windows = windows;
    frameShiftSeconds = inputShiftSeconds * description.subsampling();
    runner = new OnnxRunner(session, description, frameShiftSeconds);
    maxBatch = Math.min(options.maxBatch(), runner.maxBatch());
    maxBatchFrames = Math.max(1, Math.round(options.maxBatchSeconds() / inputShiftSeconds));
    gatherer =
        options.gather() == 1 || description.carriesState()
            ? Optional.empty()
            : Optional.of(
                new ScoreGatherer(this::scoreNow, options.gather(), options.gatherWait()));
  }

  /**
   * Reads a model.
   *
   * @param file the model; weights beside it must lie in the same folder
   * @param name of the model, for messages
   * @param inputShiftSeconds from one input frame (for a waveform: sample) to the next
   * @param windows latency of a stream of a model without state, in rows of posteriors
   * @throws OnnxModelException if it cannot be used, or is not what the description says
   */
  public static OnnxAcousticModel open(
      Path file,
      String name,
      OnnxModelDescription description,
      double inputShiftSeconds,
      ChunkOptions windows,
      OnnxRuntimeOptions options) {
    OnnxSession session = OnnxSession.open(file, name, options);
    try {
      return new OnnxAcousticModel(session, description, inputShiftSeconds, windows, options);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** How it is fed and read. */
  public OnnxModelDescription description() {
    return description;
  }

  /** Where it computes in fact: CPU or CUDA. */
  public ExecutionProvider provider() {
    return session.provider();
  }

  @Override
  public int featureDim() {
    return description.signal().dim();
  }

  @Override
  public int vocabularySize() {
    return description.vocabularySize();
  }

  @Override
  public double frameShiftSeconds() {
    return frameShiftSeconds;
  }

  /**
   * {@inheritDoc}
   *
   * @throws OnnxModelException if the model cannot compute it, or gives NaN
   */
  @Override
  public LogPosteriors score(FeatureMatrix features) {
    requireDim(features);
    return gatherer.isPresent()
        ? gatherer.get().score(features)
        : scoreNow(List.of(features)).get(0);
  }

  /**
   * {@inheritDoc}
   *
   * @throws OnnxModelException if the model cannot compute it, or gives NaN
   */
  @Override
  public List<LogPosteriors> score(List<FeatureMatrix> batch) {
    batch.forEach(this::requireDim);
    return scoreNow(batch);
  }

  private List<LogPosteriors> scoreNow(List<FeatureMatrix> batch) {
    if (description.carriesState()) {
      return batch.stream().map(this::scoreChunks).toList();
    }
    LogPosteriors[] results = new LogPosteriors[batch.size()];
    List<Integer> byLength =
        IntStream.range(0, batch.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> batch.get(i).frames()))
            .toList();
    List<Integer> group = new ArrayList<>();
    for (int index : byLength) {
      FeatureMatrix features = batch.get(index);
      if (features.frames() == 0) {
        results[index] = noRows();
        continue;
      }
      if (!group.isEmpty() && !joins(features, batch.get(group.get(0)), group.size())) {
        run(batch, group, results);
        group.clear();
      }
      group.add(index);
    }
    if (!group.isEmpty()) {
      run(batch, group, results);
    }
    return Arrays.asList(results);
  }

  /** Whether a longer utterance may run together with those of a group. */
  private boolean joins(FeatureMatrix features, FeatureMatrix shortest, int size) {
    return size < maxBatch
        && (size + 1L) * paddedFrames(features) <= maxBatchFrames
        && (!description.lengths().isEmpty() || paddedFrames(features) == shortest.frames());
  }

  private int paddedFrames(FeatureMatrix features) {
    return Math.max(features.frames(), description.signal().minFrames());
  }

  /** Runs a group, whose last utterance is the longest. */
  private void run(List<FeatureMatrix> batch, List<Integer> group, LogPosteriors[] results) {
    List<FeatureMatrix> utterances = group.stream().map(batch::get).toList();
    int frames = paddedFrames(utterances.get(utterances.size() - 1));
    RunMemory kept = idle.pollFirst();
    RunMemory memory = kept == null ? runner.newMemory() : kept;
    List<LogPosteriors> posteriors = runner.run(utterances, frames, memory);
    for (int i = 0; i < group.size(); i++) {
      results[group.get(i)] = posteriors.get(i);
    }
    if (memory.bytes() <= MAX_KEPT_BYTES) {
      idle.addFirst(memory);
    }
  }

  private LogPosteriors scoreChunks(FeatureMatrix features) {
    StatefulOnnxStream stream = newStatefulStream();
    return PosteriorParts.join(
        List.of(stream.accept(features), stream.finish()), vocabularySize(), frameShiftSeconds);
  }

  private LogPosteriors noRows() {
    return new LogPosteriors(new float[0], 0, vocabularySize(), frameShiftSeconds);
  }

  private StatefulOnnxStream newStatefulStream() {
    return new StatefulOnnxStream(runner, description, frameShiftSeconds);
  }

  @Override
  public AcousticStream newStream() {
    return description.carriesState()
        ? newStatefulStream()
        : new WindowedOnnxStream(this::score, description, windows, frameShiftSeconds);
  }

  @Override
  public AcousticStream newStream(StreamLatency latency) {
    if (description.carriesState()) {
      return AcousticModel.super.newStream(latency);
    }
    ChunkOptions asked = ChunkOptions.of(latency, frameShiftSeconds);
    return new WindowedOnnxStream(this::score, description, asked, frameShiftSeconds);
  }

  /** Of a model with state, a chunk as long as the model wants it, and what a run takes beyond. */
  @Override
  public StreamLatency latency() {
    if (description.carriesState()) {
      OnnxModelDescription.Chunking chunking = description.chunking();
      double shift = frameShiftSeconds / description.subsampling();
      int beyond = Math.max(0, chunking.length() - chunking.shift() - chunking.lead());
      return new StreamLatency(chunking.shift() * shift, beyond * shift);
    }
    return windows.latency(frameShiftSeconds);
  }

  @Override
  public List<LogPosteriors> advance(List<AcousticStream> streams, List<FeatureMatrix> features) {
    if (description.carriesState()) {
      return AcousticModel.super.advance(streams, features);
    }
    features.forEach(this::requireDim);
    return WindowedOnnxStream.advance(
        streams.stream().map(WindowedOnnxStream.class::cast).toList(), features, this::score);
  }

  private void requireDim(FeatureMatrix features) {
    if (features.dim() != featureDim()) {
      throw new IllegalArgumentException(
          "features' dim: " + features.dim() + " (expected: " + featureDim() + ")");
    }
  }

  /** Tensors that runs have left open: none. */
  int openTensors() {
    return session.openTensors();
  }

  @Override
  public void close() {
    gatherer.ifPresent(ScoreGatherer::close);
    idle.clear();
    session.close();
  }
}
