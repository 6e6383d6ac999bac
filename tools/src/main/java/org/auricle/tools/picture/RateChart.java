package org.auricle.tools.picture;

import java.util.List;
import java.util.Locale;

/**
 * Rates with their intervals over some quantity, as inline SVG.
 *
 * @param across what the quantity is
 * @param lines at least one, with a point each
 */
public record RateChart(String across, List<Line> lines) {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 260;
  private static final int LEFT = 44;
  private static final int RIGHT = 16;
  private static final int TOP = 10;
  private static final int BOTTOM = 42;
  private static final int CAP = 4; // half a bar's end
  private static final int MOST_TICKS = 6;

  /** A named curve. */
  public record Line(String name, List<Point> points) {}

  /**
   * A value.
   *
   * @param label at the axis
   * @param low end of its interval, low = value = high without one
   */
  public record Point(String label, double value, double low, double high) {}

  /** The figure. */
  public String html() {
    double most =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::high)
            .max()
            .orElseThrow();
    double step = RoundStep.atLeast(Math.max(1e-3, most) / MOST_TICKS);
    double top = Math.max(step, step * Math.ceil(most / step));
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      svg.append(
          "<span class=\"key c%d\">%s</span>".formatted(i, HtmlPage.escape(lines.get(i).name())));
    }
    svg.append("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT));
    for (double tick = 0; tick <= top * 1.0001; tick += step) {
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, WIDTH - RIGHT, y(tick, top), y(tick, top)));
      text(svg, "end", LEFT - 6, y(tick, top) + 4, number(tick));
    }
    List<Point> points = lines.get(0).points();
    for (int p = 0; p < points.size(); p++) {
      text(svg, "middle", x(p, points.size()), HEIGHT - BOTTOM + 17, points.get(p).label());
    }
    text(svg, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, across);
    for (int i = 0; i < lines.size(); i++) {
      curve(svg, i, top);
    }
    return svg.append("</svg>\n").toString();
  }

  private void curve(StringBuilder svg, int index, double top) {
    List<Point> points = lines.get(index).points();
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int p = 0; p < points.size(); p++) {
      Point point = points.get(p);
      double x = x(p, points.size()) + 5 * index; // bars of two lines beside each other
      double y = y(point.value(), top);
      path.append(format("%s%.1f %.1f", p == 0 ? "M" : "L", x, y));
      dots.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s: %.2f %%</title></circle>",
              x, y, HtmlPage.escape(point.label()), point.value()));
    }
    for (int p = 0; p < points.size(); p++) {
      double x = x(p, points.size()) + 5 * index;
      double low = y(points.get(p).low(), top);
      double high = y(points.get(p).high(), top);
      path.append(
          format(
              "M%.1f %.1fH%.1fM%.1f %.1fV%.1fM%.1f %.1fH%.1f",
              x - CAP, low, x + CAP, x, low, high, x - CAP, high, x + CAP));
    }
    svg.append("<g class=\"c%d\"><path d=\"%s\"/>%s</g>".formatted(index, path, dots));
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        format(
            "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            anchor, x, y, HtmlPage.escape(text)));
  }

  private static double x(int point, int points) {
    return LEFT + 14 + (WIDTH - LEFT - RIGHT - 28.0) * point / Math.max(1, points - 1);
  }

  private static double y(double value, double top) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
  }

  private static String number(double value) {
    double rounded = Math.round(value * 1e4) / 1e4;
    return rounded == Math.rint(rounded) ? "" + (long) rounded : "" + rounded;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
