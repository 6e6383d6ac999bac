package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainWords;
import org.auricle.models.understanding.Understander;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.ManifestFields;
import org.auricle.tools.eval.NoiseClips;
import org.auricle.tools.eval.RecognitionRun;
import org.auricle.tools.eval.RecognitionRun.Treatment;
import org.auricle.tools.eval.orders.Order;
import org.auricle.tools.eval.orders.OrderEvaluation;
import org.auricle.tools.eval.orders.OrderFindings;
import org.auricle.tools.eval.orders.OrderManifest;
import org.auricle.tools.eval.orders.OrderRun;

/**
 * Evaluates orders: without noise, with it, and other speech that is none.
 *
 * @param options of the domain
 * @param model that hears
 * @param noise behind the orders
 * @param bootstrap of intervals
 */
record OrderEval(
    OrderOptions options, ModelOptions model, NoiseOptions noise, Bootstrap bootstrap) {

  OrderFindings evaluate(Console console, Path manifest, int batch, ChunkOptions chunks)
      throws IOException, DomainException {
    Understander understander = options.understander();
    Manifest orders = Manifest.read(manifest);
    OrderManifest wanted = OrderManifest.read(orders, understander.domain());
    List<Manifest> others = new ArrayList<>();
    for (Path other : options.others()) {
      others.add(Manifest.read(other));
    }
    NoiseClips clips = noise.read(bootstrap.seed());
    long steps = (1L + noise.orderRatios().size()) * orders.entries().size();
    steps += others.stream().mapToLong(other -> other.entries().size()).sum();
    try (TaskProgress bar = TaskProgress.of(console, "eval", steps);
        Recognizer recognizer = model.openForMany(model.bundle())) {
      chunks.check(recognizer);
      DomainWords.check(understander.domain(), options.file().toString(), recognizer::check);
      Runs runs = new Runs(understander, batch, chunks.way(), bar);
      return findings(recognizer, runs, runs.of(orders, wanted::of), orders, clips, others);
    }
  }

  private OrderFindings findings(
      Recognizer recognizer,
      Runs runs,
      OrderRun run,
      Manifest orders,
      NoiseClips clips,
      List<Manifest> others)
      throws IOException {
    long start = System.nanoTime();
    OrderEvaluation clean = run.evaluate(recognizer, Treatment.NONE, runs.progress());
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<OrderFindings.Point> points = new ArrayList<>();
    for (double snrDb : noise.orderRatios()) {
      Treatment treatment = (clip, number) -> clips.mixByLoudestFrame(clip, number, snrDb);
      OrderEvaluation noisy = run.evaluate(recognizer, treatment, runs.progress());
      points.add(OrderFindings.Point.of(snrDb, noisy, bootstrap));
    }
    List<OrderFindings.OtherSpeech> refused = new ArrayList<>();
    for (Manifest other : others) {
      OrderEvaluation found =
          runs.of(other, entry -> Order.NONE).evaluate(recognizer, Treatment.NONE, runs.progress());
      refused.add(new OrderFindings.OtherSpeech(other.file().toString(), found));
    }
    return new OrderFindings(
        model.name(),
        options.file().toString(),
        clean,
        clean.interval(bootstrap),
        seconds,
        model.threads(),
        points.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new OrderFindings.Sweep(
                    clips.manifest().toString(), clips.count(), clips.seed(), points)),
        refused);
  }

  /** Makes runs over manifests, which all tell the same bar how far they are. */
  private final class Runs {
    private final Understander understander;
    private final int batch;
    private final RecognitionRun.Way way;
    private final TaskProgress bar;
    private long done;

    Runs(Understander understander, int batch, RecognitionRun.Way way, TaskProgress bar) {
      this.understander = understander;
      this.batch = batch;
      this.way = way;
      this.bar = bar;
    }

    OrderRun of(Manifest manifest, Function<Manifest.Entry, Order> wanted) throws IOException {
      RecognitionRun.Options how =
          new RecognitionRun.Options(model.threads(), batch, understander.request(), way);
      return new OrderRun(
          new RecognitionRun(manifest, ManifestFields.read(manifest), how), wanted, understander);
    }

    BiConsumer<Integer, OrderEvaluation> progress() {
      return (recordings, evaluation) -> {
        done += recordings;
        bar.update(done, evaluation.summary());
      };
    }
  }
}
