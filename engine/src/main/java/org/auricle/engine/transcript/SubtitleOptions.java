package org.auricle.engine.transcript;

/**
 * How words become subtitles. The defaults are what broadcasters ask for: two lines of 42
 * characters, seven seconds at most.
 *
 * @param maxLineCharacters longest line; a longer word has a line to itself
 * @param maxLines most lines shown at a time
 * @param maxCharactersPerSecond reading speed that is kept to where speech leaves time for it
 * @param minSeconds shortest that a subtitle is shown, where what follows leaves time for it
 * @param maxSeconds longest that a subtitle is shown
 * @param pauseSeconds a silence that no subtitle spans
 * @param gapSeconds that subtitles are apart at least where one is shown for longer than it is said
 */
public record SubtitleOptions(
    int maxLineCharacters,
    int maxLines,
    double maxCharactersPerSecond,
    double minSeconds,
    double maxSeconds,
    double pauseSeconds,
    double gapSeconds) {

  /** Two lines of 42 characters, 17 characters a second, 1 to 7 seconds. */
  public static final SubtitleOptions DEFAULT = new SubtitleOptions(42, 2, 17, 1, 7, 0.8, 0.08);

  /** Checks the ranges. */
  public SubtitleOptions {
    require(maxLineCharacters >= 1, "maxLineCharacters", maxLineCharacters, ">= 1");
    require(maxLines >= 1, "maxLines", maxLines, ">= 1");
    require(maxCharactersPerSecond > 0, "maxCharactersPerSecond", maxCharactersPerSecond, "> 0");
    require(minSeconds >= 0, "minSeconds", minSeconds, ">= 0");
    require(
        maxSeconds > 0 && maxSeconds >= minSeconds,
        "maxSeconds",
        maxSeconds,
        "> 0 and >= minSeconds, " + minSeconds);
    require(pauseSeconds > 0, "pauseSeconds", pauseSeconds, "> 0");
    require(gapSeconds >= 0, "gapSeconds", gapSeconds, ">= 0");
  }

  private static void require(boolean fits, String name, Number value, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
