package org.auricle.decoder.posteriors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads arrays that numpy.save and numpy.savez wrote: float32 or float64, little- or big-endian, C
 * or Fortran order, format versions 1 to 3 (numpy.lib.format).
 */
public final class NumpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREFIX = 10; // bytes: magic, version, length of the header
  private static final int MAX_BYTES = 1 << 30;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  private NumpyReader() {}

  /** Whether bytes are the beginning of an .npy or .npz file. */
  public static boolean isNumpy(byte[] bytes) {
    return isZip(bytes) || startsWith(bytes, MAGIC);
  }

  private static boolean isZip(byte[] bytes) {
    return startsWith(bytes, new byte[] {'P', 'K', 3, 4});
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || bytes[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Reads the array of an .npy file, or those of an .npz in its order. */
  public static List<NumpyArray> read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /** The same from memory. */
  public static List<NumpyArray> read(byte[] bytes, String source) throws PosteriorsException {
    if (!isZip(bytes)) {
      return List.of(array(bytes, source));
    }
    List<NumpyArray> arrays = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        byte[] member = zip.readNBytes(MAX_BYTES);
        arrays.add(array(member, source + "[" + name + "]"));
      }
    } catch (PosteriorsException e) {
      throw e;
    } catch (ZipException e) {
      throw new PosteriorsException(source, "broken .npz: " + e.getMessage());
    } catch (IOException e) {
      throw new PosteriorsException(source, "truncated .npz (expected: a whole archive)");
    }
    if (arrays.isEmpty()) {
      throw new PosteriorsException(source, "no arrays (expected: at least one)");
    }
    return arrays;
  }

  private static NumpyArray array(byte[] bytes, String source) throws PosteriorsException {
    if (bytes.length < PREFIX || !startsWith(bytes, MAGIC)) {
      throw new PosteriorsException(source, "no NumPy array (expected: \\x93NUMPY at its start)");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes[6];
    if (version < 1 || version > 3) {
      throw new PosteriorsException(source, "format version: " + version + " (expected: 1..3)");
    }
    int start = version == 1 ? PREFIX : PREFIX + 2;
    long length = version == 1 ? buffer.getShort(8) & 0xffff : unsigned(buffer, source);
    if (start + length > bytes.length) {
      throw new PosteriorsException(source, "truncated in its header (expected: a whole file)");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    int[] shape = shape(header, source);
    long count = 1;
    for (int size : shape) {
      count *= size;
      if (count > MAX_BYTES) {
        throw new PosteriorsException(source, "more than " + MAX_BYTES + " values");
      }
    }
    String type = find(TYPE, header, source);
    int width = type.endsWith("f4") ? Float.BYTES : Double.BYTES;
    if (!type.matches("[<>]f[48]")) {
      throw new PosteriorsException(
          source, "type " + type + " (expected: float32 or float64: <f4, >f4, <f8 or >f8)");
    }
    int data = start + (int) length;
    if (bytes.length - data < count * width) {
      throw new PosteriorsException(
          source, bytes.length - data + " bytes of values (expected: " + count * width + ")");
    }
    buffer.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      int at = data + i * width;
      values[i] = width == Float.BYTES ? buffer.getFloat(at) : (float) buffer.getDouble(at);
    }
    boolean fortran = find(ORDER, header, source).equals("True");
    String name = source;
    return new NumpyArray(name, shape, fortran ? rowMajor(values, shape) : values);
  }

  private static long unsigned(ByteBuffer buffer, String source) throws PosteriorsException {
    if (buffer.capacity() < PREFIX + 2) {
      throw new PosteriorsException(source, "truncated in its header (expected: a whole file)");
    }
    return Integer.toUnsignedLong(buffer.getInt(8));
  }

  private static String find(Pattern pattern, String header, String source)
      throws PosteriorsException {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new PosteriorsException(
          source, "header \"" + header.strip() + "\" (expected: " + pattern + ")");
    }
    return matcher.group(1);
  }

  private static int[] shape(String header, String source) throws PosteriorsException {
    String text = find(SHAPE, header, source).replaceAll("\\s", "");
    List<Integer> sizes = new ArrayList<>();
    for (String size : text.split(",")) {
      if (!size.isEmpty()) {
        try {
          sizes.add(Integer.parseInt(size));
        } catch (NumberFormatException e) {
          throw new PosteriorsException(source, "size " + size + " (expected: < 2^31)");
        }
      }
    }
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The first index changes fastest in Fortran's order. */
  private static float[] rowMajor(float[] fortran, int[] shape) {
    float[] values = new float[fortran.length];
    int[] index = new int[shape.length];
    for (float value : fortran) {
      int at = 0;
      for (int d = 0; d < shape.length; d++) {
        at = at * shape[d] + index[d];
      }
      values[at] = value;
      for (int d = 0; d < shape.length && ++index[d] == shape[d]; d++) {
        index[d] = 0;
      }
    }
    return values;
  }
}
