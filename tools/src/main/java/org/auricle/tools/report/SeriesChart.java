package org.auricle.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.auricle.tools.picture.HtmlPage;
import org.auricle.tools.picture.RoundStep;

/**
 * Values over time as inline SVG, styled by {@link org.auricle.engine.training.ReportPage}: what
 * was, what was forecast, and the interval.
 *
 * @param title above it
 * @param unit of the values, or what they are
 * @param labels [points] of the times
 * @param actual [points]; NaN where there is none
 * @param forecast [points]; NaN where there is none
 * @param low [points] where the interval begins
 * @param high [points] where it ends
 */
public record SeriesChart(
    String title,
    String unit,
    List<String> labels,
    double[] actual,
    double[] forecast,
    double[] low,
    double[] high) {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 320;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 12;
  private static final int BOTTOM = 32;
  private static final int TICKS = 5;
  private static final int LABELS = 8;

  /** The figure element. */
  public String html() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] values : List.of(actual, forecast, low, high)) {
      for (double value : values) {
        least = Double.isFinite(value) ? Math.min(least, value) : least;
        most = Double.isFinite(value) ? Math.max(most, value) : most;
      }
    }
    double step = RoundStep.atLeast(Math.max(1e-9, most - least) / TICKS);
    double bottom = step * Math.floor(least / step);
    double top = Math.max(bottom + step, step * Math.ceil(most / step));
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<figure><figcaption><b>%s</b><i>%s</i><span class=\"key c0\">value</span><span"
                + " class=\"key c1\">forecast</span></figcaption>\n<svg viewBox=\"0 0 %d %d\""
                + " role=\"img\">",
            HtmlPage.escape(title), HtmlPage.escape(unit), WIDTH, HEIGHT));
    axes(svg, bottom, top, step);
    band(svg, bottom, top);
    curve(svg, "c0", actual, bottom, top);
    curve(svg, "c1", forecast, bottom, top);
    return svg.append("</svg></figure>\n").toString();
  }

  private void axes(StringBuilder svg, double bottom, double top, double step) {
    for (int i = 0; bottom + i * step <= top + step / 2; i++) {
      double tick = bottom + i * step;
      double y = y(tick, bottom, top);
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text"
                  + " text-anchor=\"end\" x=\"%d\" y=\"%.1f\">%s</text>",
              LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, number(tick)));
    }
    int every = Math.max(1, (labels.size() + LABELS - 1) / LABELS);
    for (int i = every / 2; i < labels.size(); i += every) {
      svg.append(
          format(
              "<text text-anchor=\"middle\" x=\"%.1f\" y=\"%d\">%s</text>",
              x(i), HEIGHT - 10, HtmlPage.escape(labels.get(i))));
    }
  }

  private void band(StringBuilder svg, double bottom, double top) {
    List<String> upper = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    for (int i = 0; i < low.length; i++) {
      if (Double.isFinite(low[i]) && Double.isFinite(high[i])) {
        upper.add(format("%.1f,%.1f", x(i), y(high[i], bottom, top)));
        lower.add(0, format("%.1f,%.1f", x(i), y(low[i], bottom, top)));
      }
    }
    if (!upper.isEmpty()) {
      svg.append(
          format(
              "<polygon class=\"c1\" fill=\"currentColor\" opacity=\"0.18\" points=\"%s %s\"/>",
              String.join(" ", upper), String.join(" ", lower)));
    }
  }

  private void curve(StringBuilder svg, String kind, double[] values, double bottom, double top) {
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        path.append(format("%s%.1f %.1f", gap ? "M" : "L", x(i), y(values[i], bottom, top)));
      }
      gap = !Double.isFinite(values[i]);
    }
    double width = values.length > 400 ? 1 : 1.8;
    svg.append(
        format(
            "<g class=\"%s\"><path style=\"stroke-width:%.1f\" d=\"%s\"/></g>", kind, width, path));
  }

  private double x(int i) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (double) i / Math.max(1, labels.size() - 1);
  }

  private static double y(double value, double bottom, double top) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - bottom) / (top - bottom);
  }

  private static String number(double value) {
    double rounded = Math.round(value * 1e6) / 1e6;
    return rounded == Math.rint(rounded) ? format("%,d", (long) rounded) : "" + rounded;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
