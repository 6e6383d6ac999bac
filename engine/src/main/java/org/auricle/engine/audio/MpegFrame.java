package org.auricle.engine.audio;

import java.util.Optional;

/**
 * The header of an MPEG audio frame (ISO 11172-3 and 13818-3, and the unofficial 2.5): layer III,
 * and layer II at the rates of version 1, since {@link MpegDecoder} knows no others of it.
 *
 * @param version 1, 2, or 3 for 2.5
 * @param layer 2 or 3
 * @param bytes of the whole frame
 * @param samples of each channel
 */
record MpegFrame(
    int version,
    int layer,
    int sampleRate,
    int channels,
    boolean checksum,
    int bytes,
    int samples) {
  static final int HEADER_BYTES = 4;

  private static final int[] RATES = {44_100, 48_000, 32_000}; // of version 1
  private static final int[] LAYER_2 = {
    32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384
  };
  private static final int[] LAYER_3 = {
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] LOW = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

  /** The frame that starts at {@code offset}, if one can. */
  static Optional<MpegFrame> at(byte[] bytes, int offset) {
    if (bytes.length < offset + HEADER_BYTES
        || (bytes[offset] & 0xff) != 0xff
        || (bytes[offset + 1] & 0xe0) != 0xe0) {
      return Optional.empty();
    }
    int versionCode = bytes[offset + 1] >> 3 & 3;
    int layer = 4 - (bytes[offset + 1] >> 1 & 3);
    int bitrate = bytes[offset + 2] >> 4 & 15;
    int rate = bytes[offset + 2] >> 2 & 3;
    if (versionCode == 1
        || (layer != 3 && (layer != 2 || versionCode != 3))
        || bitrate == 0
        || bitrate == 15
        || rate == 3) {
      return Optional.empty();
    }
    int version = versionCode == 3 ? 1 : versionCode == 2 ? 2 : 3;
    int hertz = RATES[rate] >> (version - 1);
    int[] table = version != 1 ? LOW : layer == 2 ? LAYER_2 : LAYER_3;
    int samples = layer == 3 && version != 1 ? 576 : 1152;
    int padding = bytes[offset + 2] >> 1 & 1;
    int size = samples / 8 * 1000 * table[bitrate - 1] / hertz + padding;
    int channels = (bytes[offset + 3] & 0xc0) == 0xc0 ? 1 : 2;
    boolean checksum = (bytes[offset + 1] & 1) == 0;
    return Optional.of(new MpegFrame(version, layer, hertz, channels, checksum, size, samples));
  }

  /** Whether both can be of one stream. */
  boolean continues(MpegFrame other) {
    return version == other.version && layer == other.layer && sampleRate == other.sampleRate;
  }

  /** Where the side information of layer III ends. */
  int sideInformationEnd() {
    int side = version == 1 ? (channels == 1 ? 17 : 32) : channels == 1 ? 9 : 17;
    return sideInformationStart() + side;
  }

  private int sideInformationStart() {
    return HEADER_BYTES + (checksum ? 2 : 0);
  }

  /** Whether the side information of a frame of layer III is that of silence. */
  boolean isSilent(byte[] frame) {
    for (int i = sideInformationStart(); i < sideInformationEnd(); i++) {
      if (i >= frame.length || frame[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
