package org.auricle.tools;

import java.util.Locale;

/** Keys and values in two columns. */
final class Page {
  private final StringBuilder text = new StringBuilder();

  void line(String key, String format, Object... arguments) {
    text.append(text.isEmpty() ? "" : "\n")
        .append(String.format(Locale.ROOT, "%-11s", key))
        .append(String.format(Locale.ROOT, format, arguments));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
