package org.auricle.decoder.posteriors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What numpy.save writes, by its description (numpy.lib.format). */
final class NumpyBytes {
  private NumpyBytes() {}

  static byte[] npy(int version, String type, boolean fortran, String shape, double... values) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(type, fortran ? "True" : "False", shape);
    int prefix = version == 1 ? 10 : 12;
    int length = (prefix + header.length() + 1 + 63) / 64 * 64 - prefix;
    byte[] padded =
        (header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(prefix + length + values.length * 8);
    out.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.UTF_8));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putShort((short) length);
    } else {
      out.putInt(length);
    }
    out.put(padded).order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (type.endsWith("4")) {
        out.putFloat((float) value);
      } else {
        out.putDouble(value);
      }
    }
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  static byte[] npz(String name, byte[] npy) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name + ".npy"));
      zip.write(npy);
    }
    return bytes.toByteArray();
  }
}
