package org.auricle.engine.audio;

/** Names what cannot be read here, so that whoever sent it knows what to convert. */
final class ForeignFormats {
  private ForeignFormats() {}

  /** What a source that starts like this is, as far as one can tell. */
  static String describe(byte[] start) {
    if (AudioInput.matches(start, 0, "RIFX")) {
      return "big-endian WAV (RIFX)";
    }
    if (AudioInput.matches(start, 0, "RIFF")) {
      return "RIFF, but not WAVE";
    }
    if (AudioInput.matches(start, 0, "FORM")) {
      return "AIFF";
    }
    if (AudioInput.matches(start, 0, ".snd")) {
      return "Sun audio";
    }
    if (AudioInput.matches(start, 0, "caff")) {
      return "Core Audio";
    }
    if (AudioInput.matches(start, 0, "#!AMR")) {
      return "AMR";
    }
    if (AudioInput.matches(start, 4, "ftyp")) {
      return "MP4";
    }
    if (startsWith(start, 0x1a, 0x45, 0xdf, 0xa3)) {
      return "Matroska or WebM";
    }
    if (start.length > 1 && (start[0] & 0xff) == 0xff && (start[1] & 0xe0) == 0xe0) {
      return "MPEG audio";
    }
    return "unknown format";
  }

  private static boolean startsWith(byte[] start, int... expected) {
    if (start.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((start[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
