package org.auricle.models.understanding;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.models.domain.BuiltinKind;
import org.auricle.models.domain.SlotValue;

/**
 * Reads the values of the words that were tagged as a slot's. Where they are none, a word or two
 * beside them may belong to the value, whose tags missed it ("americano" heard as two words), or a
 * word of theirs may not ("up tomorrow"). Words are left out of times and days only: oat milk
 * without its oat would be another milk. Immutable and thread-safe.
 */
final class SpanReader {
  /** Changes of a span's beginning and end, the least first. */
  private static final int[][] SHIFTS = {
    {0, 0}, {0, 1}, {-1, 0}, {1, 0}, {0, -1}, {-1, 1}, {0, 2}, {-2, 0}
  };

  private final Map<String, ValueFinder> finders; // by names of slot values
  private final SpokenValues values;

  /** A value, and how sure it is that the words stand for it. */
  private record Read(String value, double likely) {}

  SpanReader(Map<String, ValueFinder> finders, SpokenValues values) {
    this.finders = finders;
    this.values = values;
  }

  /**
   * The value of a span, empty if it is none.
   *
   * @param name of the slot's value
   * @param path the words' tags
   */
  SlotValue read(List<String> words, int[] path, BioDecoder.Span span, String name) {
    boolean mayShrink =
        values
            .kind(name)
            .filter(kind -> kind == BuiltinKind.Type.TIME || kind == BuiltinKind.Type.DATE)
            .isPresent();
    for (int[] shift : SHIFTS) {
      int from = span.first() + shift[0];
      int to = span.first() + span.words() + shift[1];
      boolean shrinks = shift[0] > 0 || shift[1] < 0;
      if (from < 0 || to > path.length || from >= to || (shrinks && !mayShrink)) {
        continue;
      }
      if (isFree(path, from, span.first()) && isFree(path, span.first() + span.words(), to)) {
        Optional<Read> read = read(words.subList(from, to), name);
        if (read.isPresent()) {
          double confidence = span.confidence() * read.get().likely();
          return slot(words, from, to, name, read.get().value(), confidence);
        }
      }
    }
    int end = span.first() + span.words();
    return slot(words, span.first(), end, name, "", span.confidence());
  }

  private Optional<Read> read(List<String> said, String name) {
    return finders
        .get(name)
        .find(said)
        .map(found -> new Read(values.resolve(name, found.value()), 1 - found.distance()))
        .or(() -> values.of(name, said).map(value -> new Read(value, 1)));
  }

  private static boolean isFree(int[] path, int from, int to) {
    for (int t = from; t < to; t++) {
      if (path[t] != UnderstandingConfig.OUTSIDE) {
        return false;
      }
    }
    return true;
  }

  private static SlotValue slot(
      List<String> words, int from, int to, String name, String value, double confidence) {
    String text = String.join(" ", words.subList(from, to));
    return new SlotValue(name, value, text, from, to - from, confidence);
  }
}
