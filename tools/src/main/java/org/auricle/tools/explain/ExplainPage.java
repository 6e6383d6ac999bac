package org.auricle.tools.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.auricle.acoustic.bilstm.BiLstmTrace;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.nn.GateTrace;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.Transcript;
import org.auricle.tools.picture.HeatMap;
import org.auricle.tools.picture.HtmlPage;
import org.auricle.tools.picture.Palette;
import org.auricle.tools.picture.PosteriorRows;
import org.auricle.tools.picture.TimeStrip;

/** One recording on its way through a model: sound, posteriors, words, and every gate. */
public final class ExplainPage {
  private static final int MOST_TOKENS = 24;
  private static final int GATE_HEIGHT = 96;
  private static final double CELL_SHARE = 0.98; // of cell values that the colours tell apart

  private final String model;
  private final TokenTable tokens;

  /** Pages about a model. */
  public ExplainPage(String model, TokenTable tokens) {
    this.model = model;
    this.tokens = tokens;
  }

  /**
   * The page.
   *
   * @param name of the recording
   * @param trace of it through the network; without layers, if they cannot be looked into
   * @param best what the decoder found
   * @param transcript of it
   */
  public String html(
      String name, AudioClip clip, BiLstmTrace trace, Hypothesis best, Transcript transcript) {
    TimeStrip strip = new TimeStrip(clip);
    sound(strip);
    output(strip, trace, best, transcript);
    double shift = trace.posteriors().frameShiftSeconds();
    if (!trace.layers().isEmpty()) {
      strip.note("Inside the network", INSIDE);
    }
    for (int layer = 0; layer < trace.layers().size(); layer++) {
      BiLstmTrace.Layer both = trace.layers().get(layer);
      gates(strip, "Layer " + (layer + 1) + ", forwards in time", both.forward(), shift);
      gates(strip, "Layer " + (layer + 1) + ", backwards in time", both.backward(), shift);
    }
    String missing = trace.layers().isEmpty() ? "<p class=\"soft\">" + OPAQUE + "</p>" : "";
    return HtmlPage.html(
        HtmlPage.escape(name),
        """
        <p class="lead">What %s makes of it: <b>%s</b> %s</p>
        <p>All pictures share one time axis: what stands below each other happens at the same \
        moment. While it plays, a line shows where; a click on a picture sets the player.</p>%s
        <section class="card">%s</section>
        """
            .formatted(
                HtmlPage.escape(model),
                transcript.text().isEmpty() ? "(no words)" : HtmlPage.escape(transcript.text()),
                String.format(Locale.ROOT, "(confidence %.0f %%)", 100 * transcript.confidence()),
                missing,
                strip.html(true)));
  }

  private static void sound(TimeStrip strip) {
    strip.note("Waveform", "How far the air moves. High is loud; flat is silence.").waveform();
    strip
        .note(
            "Spectrogram",
            "How the loudness spreads over low (bottom) and high tones (top), dark being loud."
                + " Vowels show as stacked bars, s and f as dark clouds at the top, p, t and k as a"
                + " gap with a thin line after it.")
        .spectrogram();
  }

  private void output(TimeStrip strip, BiLstmTrace trace, Hypothesis best, Transcript transcript) {
    PosteriorRows rows = new PosteriorRows(trace.posteriors(), tokens);
    strip.note(
        "What the network says",
        "The logarithm of the probability of each token in each frame, from 1 in 1100 (light) to"
            + " certain (dark). A token is one short dark spot at the moment the network is sure of"
            + " it; in between it says blank, the lowest row. Two spots above each other are"
            + " tokens that it cannot tell apart.");
    rows.draw(strip, MOST_TOKENS);
    strip.note(
        "What is made of it",
        "The most probable token of each frame; the tokens that the decoder chose, with its lexicon"
            + " and language model; and the words they read as, from start to end. Where the first"
            + " two rows differ, the language model has overruled the ear.");
    strip.track("best path", rows.bestPath());
    strip.track("decoded", decoded(best, rows, trace.posteriors().frameShiftSeconds()));
    strip.words(transcript.words()).axis();
  }

  private static List<TimeStrip.Mark> decoded(Hypothesis best, PosteriorRows rows, double shift) {
    List<TimeStrip.Mark> marks = new ArrayList<>();
    for (int i = 0; i < best.tokens().length; i++) {
      marks.add(
          new TimeStrip.Mark(
              best.startFrames()[i] * shift,
              best.endFrames()[i] * shift,
              rows.name(best.tokens()[i]),
              TimeStrip.TOKEN));
    }
    return marks;
  }

  private static void gates(TimeStrip strip, String title, GateTrace trace, double shift) {
    if (trace.frames() == 0) {
      return;
    }
    int[] order = UnitOrder.of(trace);
    strip.label(
        String.format(
            Locale.ROOT,
            "%s (%d units; on average the input gate is %.2f open, forget %.2f, output %.2f)",
            title,
            trace.hidden(),
            mean(trace.input()),
            mean(trace.forget()),
            mean(trace.output())));
    gate(strip, "input", trace.input(), trace, order, shift);
    gate(strip, "forget", trace.forget(), trace, order, shift);
    gate(strip, "output", trace.output(), trace, order, shift);
    double most = typicalMost(trace.cell());
    float[] cell = UnitOrder.rows(trace.cell(), trace.frames(), order);
    strip.picture(
        new HeatMap(cell, order.length, trace.frames(), -most, most, Palette.DIVERGING),
        shift,
        GATE_HEIGHT,
        "cell");
  }

  private static void gate(
      TimeStrip strip, String name, float[] values, GateTrace trace, int[] order, double shift) {
    float[] rows = UnitOrder.rows(values, trace.frames(), order);
    strip.picture(
        new HeatMap(rows, order.length, trace.frames(), 0, 1, Palette.SEQUENTIAL),
        shift,
        GATE_HEIGHT,
        name);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Nearly the largest size, so that one runaway unit does not make all others white. */
  private static double typicalMost(float[] values) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    return Math.max(1e-3, sizes[(int) (CELL_SHARE * (sizes.length - 1))]);
  }

  private static final String INSIDE =
      "Each layer reads the recording twice, forwards and backwards. A row is one hidden unit, in"
          + " the order in which their cells are most active, the same for the four pictures of a"
          + " direction. <b>Input</b> gate: dark, and the unit takes in what it sees. <b>Forget</b>"
          + " gate: dark, and it keeps what it has; a light stripe through many units is a moment"
          + " of forgetting, often between two words. <b>Output</b> gate: dark, and it tells the"
          + " next layer. <b>Cell</b>: what it holds, red above zero, blue below; a long stretch of"
          + " one colour is something remembered, and where it ends something new begins.";

  private static final String OPAQUE =
      "This model's layers cannot be looked into: it is in ONNX, or of other cells than plain"
          + " LSTMs.";
}
