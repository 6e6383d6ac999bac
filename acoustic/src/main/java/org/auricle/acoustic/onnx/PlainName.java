package org.auricle.acoustic.onnx;

import java.util.regex.Pattern;

/** Names of files that cannot lead out of a folder. */
final class PlainName {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  private PlainName() {}

  static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }
}
