package org.auricle.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Comparison;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.Findings;
import org.auricle.tools.eval.NoiseClips;
import org.auricle.tools.eval.NoiseSweep;
import org.auricle.tools.eval.RecognitionRun;
import org.auricle.tools.eval.RecognitionRun.Treatment;

/**
 * Evaluates words: without noise and with it, by one model and perhaps by another.
 *
 * @param run over the recordings
 * @param model that hears
 * @param chunks of a stream
 * @param noise behind the recordings
 * @param clips of it; null if there is none
 * @param bootstrap of intervals
 * @param progress is told how far it is
 */
record WordEval(
    RecognitionRun run,
    ModelOptions model,
    ChunkOptions chunks,
    NoiseOptions noise,
    NoiseClips clips,
    Bootstrap bootstrap,
    EvalProgress progress) {

  /** A model and what it found. */
  record Result(String name, Evaluation evaluation, double seconds, NoiseSweep.Line line) {}

  /** Recognises all without noise, then with each ratio of it. */
  Result evaluate(String name, Recognizer recognizer) {
    chunks.check(recognizer);
    long start = System.nanoTime();
    Evaluation clean = run.evaluate(recognizer, Treatment.NONE, progress);
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<NoiseSweep.Point> points = new ArrayList<>();
    for (double snrDb : noise.ratios()) {
      Evaluation noisy =
          run.evaluate(recognizer, (clip, number) -> clips.mix(clip, number, snrDb), progress);
      points.add(NoiseSweep.Point.of(snrDb, noisy, bootstrap));
    }
    NoiseSweep.Point without = NoiseSweep.Point.of(Double.POSITIVE_INFINITY, clean, bootstrap);
    return new Result(name, clean, seconds, new NoiseSweep.Line(name, without, points));
  }

  /**
   * All that is to be said.
   *
   * @param first of the model
   * @param breakdowns by which fields
   * @param other model that does it again, to compare them; null for none
   */
  Findings findings(Result first, List<String> breakdowns, String other) throws IOException {
    Findings all =
        Findings.of(
            first.name(),
            first.evaluation(),
            first.seconds(),
            model.threads(),
            breakdowns,
            bootstrap);
    List<NoiseSweep.Line> lines = new ArrayList<>(List.of(first.line()));
    if (other != null && first.evaluation().count() > 0) {
      RuntimeOptions runtime = model.runtime().withThreads(1);
      try (Recognizer recognizer = RecognizerFactory.create(Models.open(other), runtime)) {
        Result second = evaluate(other, recognizer);
        lines.add(second.line());
        all =
            all.with(
                Comparison.of(
                    first.name(),
                    first.evaluation().utterances(),
                    other,
                    second.evaluation().utterances(),
                    bootstrap));
      }
    }
    return clips == null
        ? all
        : all.with(new NoiseSweep(clips.manifest().toString(), clips.count(), clips.seed(), lines));
  }
}
