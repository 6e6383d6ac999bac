package org.auricle.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart of values by epoch as inline SVG, styled by {@link ReportPage}. Values that are not
 * finite leave a gap.
 *
 * @param title above the chart
 * @param unit of the values, in the title's words
 * @param lines at least one
 * @param mark epoch, from 1, marked by a vertical line; 0 for none
 */
public record LineChart(String title, String unit, List<Line> lines, int mark) {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 260;
  private static final int LEFT = 58;
  private static final int RIGHT = 14;
  private static final int TOP = 12;
  private static final int BOTTOM = 34;
  private static final int MOST_TICKS = 6;

  /**
   * One curve.
   *
   * @param name in the legend
   * @param values [epochs]
   */
  public record Line(String name, double[] values) {}

  /** The figure element. */
  public String html() {
    StringBuilder svg = new StringBuilder();
    double[] ticks = ticks(minimum(), maximum());
    double low = ticks[0];
    double high = ticks[ticks.length - 1];
    svg.append("<figure><figcaption><b>")
        .append(title)
        .append("</b><i>")
        .append(unit)
        .append("</i>");
    for (int i = 0; i < lines.size(); i++) {
      svg.append("<span class=\"key c%d\">%s</span>".formatted(i, lines.get(i).name()));
    }
    svg.append("</figcaption>\n<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, HEIGHT));
    for (double tick : ticks) {
      double y = y(tick, low, high);
      line(svg, "grid", LEFT, y, WIDTH - RIGHT, y);
      text(svg, "end", LEFT - 6, y + 4, number(tick));
    }
    for (double tick : epochTicks()) {
      double x = x(tick);
      line(svg, "grid", x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 4);
      text(svg, "middle", x, HEIGHT - BOTTOM + 16, number(tick));
    }
    text(svg, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 3, "epoch");
    if (mark > 0) {
      line(svg, "mark", x(mark), TOP, x(mark), HEIGHT - BOTTOM);
    }
    for (int i = 0; i < lines.size(); i++) {
      curve(svg, i, low, high);
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private void curve(StringBuilder svg, int index, double low, double high) {
    double[] values = lines.get(index).values();
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    StringBuilder points = new StringBuilder();
    for (int e = 0; e < values.length; e++) {
      if (!Double.isFinite(values[e])) {
        gap = true;
        continue;
      }
      double x = x(e + 1);
      double y = y(values[e], low, high);
      path.append(format("%s%.1f %.1f", gap ? "M" : "L", x, y));
      gap = false;
      points.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>epoch %d: %s</title></circle>",
              x, y, epochs() > 40 ? 1.5 : 2.5, e + 1, number(values[e])));
    }
    svg.append("<g class=\"c%d\"><path d=\"%s\"/>%s</g>".formatted(index, path, points));
  }

  private static void line(
      StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
            kind, x1, y1, x2, y2));
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        format("<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", anchor, x, y, text));
  }

  private double x(double epoch) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (epoch - 1) / Math.max(1, epochs() - 1);
  }

  private static double y(double value, double low, double high) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
  }

  private int epochs() {
    return lines.get(0).values().length;
  }

  private double minimum() {
    double least = Double.POSITIVE_INFINITY;
    for (Line line : lines) {
      for (double v : line.values()) {
        least = Double.isFinite(v) ? Math.min(least, v) : least;
      }
    }
    // All that is charted is at least 0; starting there keeps proportions honest.
    return Math.min(0, Double.isFinite(least) ? least : 0);
  }

  private double maximum() {
    double most = Double.NEGATIVE_INFINITY;
    for (Line line : lines) {
      for (double v : line.values()) {
        most = Double.isFinite(v) ? Math.max(most, v) : most;
      }
    }
    return Double.isFinite(most) ? most : 1;
  }

  private double[] epochTicks() {
    double step = Math.max(1, niceStep(epochs() - 1.0));
    List<Double> ticks = new ArrayList<>(List.of(1.0));
    for (double tick = step; tick <= epochs(); tick += step) {
      if (tick > 1) {
        ticks.add(tick);
      }
    }
    return ticks.stream().mapToDouble(t -> t).toArray();
  }

  /** Round numbers from at most low to at least high. */
  static double[] ticks(double low, double high) {
    double step = niceStep(high > low ? high - low : 1);
    double first = Math.floor(low / step);
    double last = Math.max(first + 1, Math.ceil(high / step));
    double[] ticks = new double[(int) (last - first) + 1];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = (first + i) * step;
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten, so that the range takes few steps. */
  private static double niceStep(double range) {
    double raw = Math.max(range, 1e-12) / MOST_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= raw) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return format("%.1e", value).replace(".0e", "e").replace("e-0", "e-").replace("e+0", "e");
    }
    String text = format(size < 1 ? "%.4f" : "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
