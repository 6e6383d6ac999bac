package org.auricle.tools.picture;

import java.util.List;
import java.util.Locale;

/**
 * What is missed over what is taken for something else, as inline SVG: across a logarithmic scale
 * from 0.01 to 100, up one from 0 to 100. What is beyond stands at the edge.
 *
 * @param across what is counted across
 * @param up what is counted up
 * @param points of one curve, in its order
 */
public record DetChart(String across, String up, List<Point> points) {
  private static final double LEAST = 0.01;
  private static final double MOST = 100;
  private static final List<String> TICKS = List.of("0.01", "0.1", "1", "10", "100");
  private static final int WIDTH = 460;
  private static final int HEIGHT = 280;
  private static final int LEFT = 44;
  private static final int RIGHT = 16;
  private static final int TOP = 26;
  private static final int BOTTOM = 42;

  /** A value and its interval. */
  public record Range(double value, double low, double high) {}

  /** A named point of the curve. */
  public record Point(String name, Range across, Range up) {}

  /** The figure. */
  public String html() {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\">".formatted(WIDTH, HEIGHT));
    for (int tick = 0; tick <= 100; tick += 20) {
      line(svg, LEFT, y(tick), WIDTH - RIGHT, y(tick));
      text(svg, "end", LEFT - 6, y(tick) + 4, "" + tick);
    }
    for (String tick : TICKS) {
      double x = x(Double.parseDouble(tick));
      line(svg, x, TOP, x, HEIGHT - BOTTOM);
      text(svg, "middle", x, HEIGHT - BOTTOM + 17, tick);
    }
    text(svg, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, across);
    text(svg, "start", 4, 14, up);
    StringBuilder path = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (Point point : points) {
      double x = x(point.across.value);
      double y = y(point.up.value);
      path.append(format("%s%.1f %.1f", path.length() == 0 ? "M" : "L", x, y));
      dots.append(
          format(
              "<path d=\"M%.1f %.1fH%.1fM%.1f %.1fV%.1f\" style=\"stroke-width:1;opacity:.5\"/>"
                  + "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s: %.2f, %.1f %%</title>"
                  + "</circle>",
              x(point.across.low),
              y,
              x(point.across.high),
              x,
              y(point.up.low),
              y(point.up.high),
              x,
              y,
              HtmlPage.escape(point.name),
              point.across.value,
              point.up.value));
    }
    svg.append("<g class=\"c0\"><path d=\"%s\"/>%s</g>".formatted(path, dots));
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        format(
            "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
            x1, x2, y1, y2));
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        format(
            "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            anchor, x, y, HtmlPage.escape(text)));
  }

  private static double x(double value) {
    double within = Math.min(MOST, Math.max(LEAST, value));
    double share = Math.log(within / LEAST) / Math.log(MOST / LEAST);
    return LEFT + (WIDTH - LEFT - RIGHT) * share;
  }

  private static double y(double percent) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * percent / 100;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
