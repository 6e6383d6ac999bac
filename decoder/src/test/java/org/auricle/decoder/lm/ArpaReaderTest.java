package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArpaReaderTest {
  private static final String TINY = NgramModelTest.TINY;

  private static NgramTable read(byte[] bytes) throws IOException {
    return ArpaReader.read(new ByteArrayInputStream(bytes), "lm.arpa");
  }

  private static void assertFails(byte[] bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(NgramFormatException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ngram 2=4; ngram 2=5; line 20: 4 2-grams before \"\\3-grams:\" (expected: 5)",
        "ngram 2=4; ngram 2=3; line 18: more 2-grams than announced (expected: 3,",
        "ngram 2=4; ngram 2=x; line 3: \"ngram 2=x\" (expected: ngram 2=N",
        "ngram 2=4; ngram 2=-4; line 3: \"ngram 2=-4\" (expected: ngram 2=N",
        "ngram 2=4; ngram 4=4; line 3: \"ngram 4=4\" (expected: ngram 2=N",
        "\\2-grams:; \\3-grams:; line 14: \"\\3-grams:\" (expected: \\2-grams:)",
        "\\2-grams:; \\; line 14: \"\\\" (expected: \\2-grams:)",
        "-0.4; NaN; line 15: log10 P: NaN (expected: a finite number)",
        "-0.4; -inf; line 15: log10 P: -inf (expected: a finite number)",
        "-0.4; 0.4; line 15: log10 P: 0.4 (expected: <= 0)",
        "-0.4; ten; line 15: log10 P: ten (expected: a finite number)",
        "-0.1; NaN; line 15: back-off weight: NaN (expected: a finite number)",
        "<s> go again; <s> go again -1 -1; line 21: \"-0.2 <s> go again -1 -1\" (expected: a 3-gram",
        "<s> go again; <s> go; line 21: \"-0.2 <s> go\" (expected: a 3-gram",
        "<s> go again; <s> go again -1; line 21: back-off weight: -1 (expected: none",
        "<s> go again; <s> gone again; line 21: \"gone\" is no unigram (expected:",
        "<s> go again; again go again; line 21: \"again go\" is no n-gram (expected: one, as",
        "again </s>; go again; line 18: \"go again\" a second time (expected: each n-gram once)",
        "again\t-0.25; go; line 11: \"go\" a second time (expected: each n-gram once)",
        "\\end\\; \\ende\\; line 24: \"\\ende\\\" (expected: \\end\\)",
        "0\t<s>; 0\t<S>; line 15: \"<s>\" is no unigram",
        "\\data\\; data; line 1: \"data\" (expected: \\data\\, the beginning of an ARPA file)",
      })
  void saysWhereAndWhat(String from, String to, String message) {
    String broken = TINY.replaceFirst(Pattern.quote(from), quoted(to));
    assertThat(broken).isNotEqualTo(TINY);
    assertFails(broken.getBytes(StandardCharsets.UTF_8), "lm.arpa " + message);
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = TINY.stripTrailing().getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      assertFails(Arrays.copyOf(bytes, length), "lm.arpa line ");
    }
  }

  @Test
  void refusesWhatIsNotUtf8() {
    assertFails(TINY.getBytes(Charset.forName("ISO-8859-1")), "line 12: bytes that are not UTF-8");
    assertFails(new byte[] {0, 1, 2, (byte) 200}, "line 1: bytes that are not UTF-8");
  }

  @Test
  void refusesWithoutSentenceEnds() {
    String text = "\\data\\\nngram 1=1\n\n\\1-grams:\n-1\ta\n\\end\\\n";
    assertFails(text.getBytes(StandardCharsets.UTF_8), "no unigram <s> (expected: both");
  }

  @Test
  void refusesBrokenGzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(TINY.getBytes(StandardCharsets.UTF_8));
    }
    byte[] compressed = bytes.toByteArray();
    assertThat(read(compressed).size()).isEqualTo(13);
    assertFails(Arrays.copyOf(compressed, compressed.length / 2), "broken gzip data");
    compressed[compressed.length / 2] ^= 0x55;
    assertFails(compressed, "lm.arpa");
  }

  @Test
  void readsLineEndsAndSpacesOfAnyTool() throws IOException {
    String other = "\n\n" + TINY.replace("\t", "  ").replace("\n", " \r\n") + "trailing text";
    assertThat(read(other.getBytes(StandardCharsets.UTF_8)).size()).isEqualTo(13);
  }
}
