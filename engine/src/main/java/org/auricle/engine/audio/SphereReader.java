package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads NIST SPHERE: 16-bit linear PCM of either byte order, mu-law and A-law. Audio packed by
 * "shorten" is named and refused. One instance reads one source; not thread-safe.
 *
 * <p>The header is text: {@code NIST_1A}, the header's size in bytes, then lines {@code name -type
 * value} up to {@code end_head}.
 */
final class SphereReader {
  private static final int PREAMBLE_BYTES = 16;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MAX_QUOTED = 40; // characters of a header's field in a complaint

  private final AudioInput in;
  private final Map<String, String> fields = new HashMap<>();

  private SphereReader(AudioInput in) {
    this.in = in;
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "NIST_1A");
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    new SphereReader(in).readAll(target);
  }

  private void readAll(AudioTarget target) throws IOException {
    readHeader();
    SampleEncoding encoding = encoding();
    MonoWriter out = target.open(in, number("sample_rate"), number("channel_count", 1), 0);
    long declared = number("sample_n_bytes", encoding.bytesPerSample());
    if (declared != encoding.bytesPerSample()) {
      throw in.fail(
          0, "sample_n_bytes: " + declared + " (expected: " + encoding.bytesPerSample() + ")");
    }
    long frames = number("sample_count", PcmBody.TO_THE_END);
    if (frames != PcmBody.TO_THE_END) {
      out.checkLength(frames); // also keeps the product below in range
    }
    PcmBody.read(
        in,
        encoding,
        frames == PcmBody.TO_THE_END
            ? PcmBody.TO_THE_END
            : frames * out.channels() * encoding.bytesPerSample(),
        "sample data",
        out);
    out.finish();
  }

  private void readHeader() throws IOException {
    String preamble = ascii(in.readHeader(PREAMBLE_BYTES, "SPHERE header"));
    int size = (int) parse("header size", preamble.substring(8).strip());
    if (size < PREAMBLE_BYTES || size > MAX_HEADER_BYTES) {
      throw in.fail(8, "header size: " + size + " (expected: 16.." + MAX_HEADER_BYTES + ")");
    }
    if (size - PREAMBLE_BYTES > in.remainingAtMost()) {
      throw in.fail(0, "SPHERE header is cut short (expected: " + size + " bytes)");
    }
    for (String line : ascii(in.readHeader(size - PREAMBLE_BYTES, "SPHERE header")).split("\n")) {
      if (line.strip().equals("end_head")) {
        return;
      }
      String[] words = line.strip().split("\\s+", 3);
      if (words.length == 3) {
        fields.put(words[0], words[2]);
      }
    }
    throw in.fail(0, "SPHERE header has no end_head");
  }

  private SampleEncoding encoding() throws AudioFormatException {
    String coding = fields.getOrDefault("sample_coding", "pcm").toLowerCase(Locale.ROOT);
    switch (coding) {
      case "ulaw", "mu-law":
        return SampleEncoding.MU_LAW;
      case "alaw":
        return SampleEncoding.A_LAW;
      case "pcm":
        break;
      default:
        String hint = coding.contains("shorten") ? "; unpack it with w_decode or sox" : "";
        throw in.fail(
            0, "sample_coding: " + quote(coding) + " (expected: pcm, ulaw or alaw" + hint + ")");
    }
    String order = fields.getOrDefault("sample_byte_format", "absent");
    return switch (order) {
      case "01" -> SampleEncoding.PCM_S16LE;
      case "10" -> SampleEncoding.PCM_S16BE;
      default -> throw in.fail(0, "sample_byte_format: " + quote(order) + " (expected: 01 or 10)");
    };
  }

  private long number(String field) throws AudioFormatException {
    String text = fields.get(field);
    if (text == null) {
      throw in.fail(0, "SPHERE header has no " + field);
    }
    return parse(field, text);
  }

  private long number(String field, long absent) throws AudioFormatException {
    return fields.containsKey(field) ? number(field) : absent;
  }

  private long parse(String what, String text) throws AudioFormatException {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // falls through to the same complaint
    }
    throw in.fail(0, what + ": " + quote(text) + " (expected: a whole number, 0 or more)");
  }

  private static String quote(String text) {
    String start = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
    return "'" + start + "'";
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
