package org.auricle.engine.audio;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is not read here, but by FFmpeg where it is installed; told apart by the first bytes. */
enum ForeignFormat {
  MP4("MP4", "mov"),
  MATROSKA("Matroska or WebM", "matroska"),
  AMR("AMR", "amr"),
  AAC("AAC", "aac"),
  AC3("AC-3", "ac3"),
  ASF("Windows Media", "asf"),
  AVI("AVI", "avi"),
  CORE_AUDIO("Core Audio", "caf"),
  FLASH("Flash video", "flv"),
  WAVPACK("WavPack", "wv"),
  MONKEYS("Monkey's Audio", "ape"),
  TRUE_AUDIO("True Audio", "tta"),
  LOW_LAYER_2("MPEG layer II below 32 kHz", "mp3"),
  MPEG_STREAM("MPEG video", "mpeg"),
  TRANSPORT_STREAM("MPEG transport stream", "mpegts"),
  OGG("Ogg of another kind", "ogg"),
  WAV("WAV of another kind", "wav");

  /** No format needs more to be known by. */
  static final int SNIFF_BYTES = 192;

  private static final int WAV_TAG_AT = 20;
  private static final int TRANSPORT_PACKET_BYTES = 188;
  private static final List<String> MP4_BOXES = List.of("ftyp", "moov", "mdat", "wide", "free");
  private static final Map<String, ForeignFormat> MAGIC =
      Map.of(
          "#!AMR", AMR,
          "caff", CORE_AUDIO,
          "FLV\1", FLASH,
          "wvpk", WAVPACK,
          "MAC ", MONKEYS,
          "TTA1", TRUE_AUDIO);
  private static final int[] EBML = {0x1a, 0x45, 0xdf, 0xa3};
  private static final int[] ASF_HEADER = {0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11};
  private static final int[] MPEG_PACK = {0, 0, 1, 0xba};

  private final String title;
  private final String demuxer;

  ForeignFormat(String title, String demuxer) {
    this.title = title;
    this.demuxer = demuxer;
  }

  /** FFmpeg's name for it. */
  String demuxer() {
    return demuxer;
  }

  /** What people call it. */
  @Override
  public String toString() {
    return title;
  }

  /** The format that starts like this, if it is none that is read here. */
  static Optional<ForeignFormat> of(byte[] start) {
    if (AudioInput.matches(start, 0, "OggS")) {
      return OggReader.recognizesPacket(start) ? Optional.empty() : Optional.of(OGG);
    }
    if (WavReader.recognizes(start)) {
      boolean format = AudioInput.matches(start, 12, "fmt ") && start.length > WAV_TAG_AT + 1;
      int tag = format ? start[WAV_TAG_AT] & 0xff | (start[WAV_TAG_AT + 1] & 0xff) << 8 : 0;
      return format && !WavFormat.isTagKnown(tag) ? Optional.of(WAV) : Optional.empty();
    }
    return ofMagic(start).or(() -> ofBits(start));
  }

  private static Optional<ForeignFormat> ofMagic(byte[] start) {
    for (String box : MP4_BOXES) {
      if (AudioInput.matches(start, 4, box)) {
        return Optional.of(MP4);
      }
    }
    if (AudioInput.matches(start, 0, "RIFF") && AudioInput.matches(start, 8, "AVI ")) {
      return Optional.of(AVI);
    }
    return MAGIC.entrySet().stream()
        .filter(magic -> AudioInput.matches(start, 0, magic.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<ForeignFormat> ofBits(byte[] start) {
    if (startsWith(start, EBML)) {
      return Optional.of(MATROSKA);
    }
    if (startsWith(start, ASF_HEADER)) {
      return Optional.of(ASF);
    }
    if (startsWith(start, MPEG_PACK)) {
      return Optional.of(MPEG_STREAM);
    }
    if (startsWith(start, 0x0b, 0x77)) {
      return Optional.of(AC3);
    }
    if (start.length > 1 && (start[0] & 0xff) == 0xff) {
      if ((start[1] & 0xf6) == 0xf0) {
        return Optional.of(AAC); // ADTS: like MPEG audio, but of layer 0
      }
      if ((start[1] & 0xee) == 0xe4) { // version 2 or 2.5
        return Optional.of(LOW_LAYER_2);
      }
    }
    boolean packets =
        start.length > TRANSPORT_PACKET_BYTES
            && start[0] == 0x47
            && start[TRANSPORT_PACKET_BYTES] == 0x47;
    return packets ? Optional.of(TRANSPORT_STREAM) : Optional.empty();
  }

  private static boolean startsWith(byte[] start, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (i >= start.length || (start[i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
