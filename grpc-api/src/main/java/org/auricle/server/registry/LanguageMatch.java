package org.auricle.server.registry;

import java.util.List;
import java.util.Locale;

/** How well a model's languages meet one that is asked for: RFC 4647, lookup and filtering. */
final class LanguageMatch {
  /** Not at all. */
  static final int NONE = 0;

  private static final int NARROWER = 1;
  private static final int EXACT = Integer.MAX_VALUE;

  private LanguageMatch() {}

  /**
   * Higher is better: the same tag, then a wider one ("en" for "en-US", the longest first), then a
   * narrower one ("en-GB" for "en").
   *
   * @param wanted a BCP 47 tag; empty: any
   */
  static int of(String wanted, List<String> languages) {
    if (wanted.isEmpty()) {
      return EXACT;
    }
    int best = NONE;
    for (String language : languages) {
      best = Math.max(best, of(lower(wanted), lower(language)));
    }
    return best;
  }

  private static int of(String wanted, String has) {
    if (wanted.equals(has)) {
      return EXACT;
    }
    if (wanted.startsWith(has + "-")) {
      return NARROWER + has.length();
    }
    return has.startsWith(wanted + "-") ? NARROWER : NONE;
  }

  private static String lower(String tag) {
    return tag.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
