package org.auricle.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that claim to be audio and are not, each broken in one way. */
final class BrokenFiles {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int MP3 = 0x55;
  private static final int UNKNOWN = 0x1235; // to ffmpeg, too
  private static final int EXTENSIBLE = 0xfffe;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private BrokenFiles() {
    wav();
    flac();
    sphere();
    foreign();
  }

  /**
   * Writes them all. Returns paths that are no usable audio: files, a folder, a name of nothing.
   */
  static Map<String, Path> write(Path folder) throws IOException {
    Map<String, Path> paths = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : new BrokenFiles().files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      paths.put(file.getKey(), Files.write(path, file.getValue()));
    }
    paths.put("a folder", Files.createDirectory(folder.resolve("folder.wav")));
    paths.put("no such file", folder.resolve("absent.wav"));
    paths.put(
        "dangling link",
        Files.createSymbolicLink(folder.resolve("link.wav"), folder.resolve("nowhere.wav")));
    return paths;
  }

  private void wav() {
    byte[] samples = new byte[3200];
    files.put("empty.wav", new byte[0]);
    files.put("one-byte.wav", new byte[] {'R'});
    files.put("riff-only.wav", ascii("RIFF"));
    files.put("riff-not-wave.wav", ascii("RIFF\u0010\0\0\0AVI LIST"));
    files.put("header-only.wav", ascii("RIFF\u0010\0\0\0WAVE"));
    files.put("no-format.wav", riff(chunk("data", samples.length, samples)));
    files.put("no-data.wav", riff(format(PCM, 1, 16000, 16)));
    files.put("short-format.wav", riff(chunk("fmt ", 4, new byte[4])));
    files.put("truncated-format.wav", riff(chunk("fmt ", 16, new byte[6])));
    files.put("huge-format.wav", riff(chunk("fmt ", Integer.MAX_VALUE, new byte[16])));
    files.put("no-samples.wav", wav(PCM, 1, 16000, 16, new byte[0]));
    files.put("truncated.wav", riff(format(PCM, 1, 16000, 16), chunk("data", 64000, samples)));
    files.put(
        "claims-2-GB.wav",
        riff(format(PCM, 1, 16000, 16), chunk("data", Integer.MAX_VALUE - 63, samples)));
    files.put("no-channels.wav", wav(PCM, 0, 16000, 16, samples));
    files.put("many-channels.wav", wav(PCM, 65535, 16000, 16, samples));
    files.put("0-Hz.wav", wav(PCM, 1, 0, 16, samples));
    files.put("1-Hz.wav", wav(PCM, 1, 1, 16, samples));
    files.put("4-GHz.wav", wav(PCM, 1, -1, 16, samples));
    files.put("0-bit.wav", wav(PCM, 1, 16000, 0, samples));
    files.put("7-bit.wav", wav(PCM, 1, 16000, 7, samples));
    files.put("mp3-in-wav.wav", wav(MP3, 1, 16000, 16, samples));
    files.put("unknown-codec.wav", wav(UNKNOWN, 1, 16000, 4, samples));
    files.put("extensible-cut.wav", wav(EXTENSIBLE, 1, 16000, 16, samples));
    files.put("nan.wav", wav(FLOAT, 1, 16000, 32, floats(Float.NaN)));
    files.put("infinite.wav", wav(FLOAT, 1, 16000, 32, floats(Float.NEGATIVE_INFINITY)));
  }

  private void flac() {
    byte[] info = new byte[34];
    info[1] = 16; // block size 4096
    info[3] = 16;
    info[10] = 0x03; // 16,000 Hz, 1 channel, 16 bits
    info[11] = (byte) 0xe8;
    info[13] = (byte) 0xf0;
    files.put("magic-only.flac", ascii("fLaC"));
    files.put("cut-info.flac", join(ascii("fLaC"), new byte[] {0, 0, 0, 34}, new byte[10]));
    files.put("no-frames.flac", join(ascii("fLaC"), new byte[] {(byte) 0x80, 0, 0, 34}, info));
    files.put(
        "garbage.flac",
        join(ascii("fLaC"), new byte[] {(byte) 0x80, 0, 0, 34}, info, new byte[999]));
    files.put(
        "0-Hz.flac",
        join(ascii("fLaC"), new byte[] {(byte) 0x80, 0, 0, 34}, new byte[34], new byte[999]));
    files.put("huge-block.flac", join(ascii("fLaC\u0004\u00ff\u00ff\u00ff"), new byte[50]));
  }

  private void sphere() {
    files.put("magic-only.sph", ascii("NIST_1A\n"));
    files.put("no-fields.sph", sphere(""));
    files.put("no-channels.sph", sphere("channel_count -i 0\nsample_count -i 9\n"));
    files.put("no-rate.sph", sphere("channel_count -i 1\nsample_count -i 512\n"));
    files.put(
        "truncated.sph",
        sphere("channel_count -i 1\nsample_rate -i 16000\nsample_count -i 99999999\n"));
    files.put(
        "shortened.sph",
        sphere("sample_rate -i 16000\nsample_coding -s26 pcm,embedded-shorten-v2.00\n"));
    files.put("huge-header.sph", ascii("NIST_1A\n2147483\nsample_rate -i 16000\n"));
  }

  private void foreign() {
    files.put("text.wav", ascii("This is not a recording.\n"));
    files.put("utf16.wav", "This is not a recording".getBytes(StandardCharsets.UTF_16));
    files.put("zeros.wav", new byte[5000]);
    files.put("song.mp3", join(ascii("ID3\u0004\0\0\0\0\0\u0010"), new byte[500]));
    files.put("speech.ogg", join(ascii("OggS\0\u0002"), new byte[500]));
    files.put("film.mp4", join(ascii("\0\0\0\u0018ftypisom"), new byte[500]));
    files.put("archive.gz", join(new byte[] {0x1f, (byte) 0x8b, 8, 0}, new byte[500]));
    files.put("line\nend.wav", ascii("nor is this"));
  }

  private static byte[] wav(int tag, int channels, int rate, int bits, byte[] samples) {
    return riff(format(tag, channels, rate, bits), chunk("data", samples.length, samples));
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] body = join(chunks);
    return join(ascii("RIFF"), little(4, body.length + 4), ascii("WAVE"), body);
  }

  private static byte[] format(int tag, int channels, int rate, int bits) {
    int frame = channels * bits / 8;
    byte[] body =
        join(
            little(2, tag),
            little(2, channels),
            little(4, rate),
            little(4, rate * frame),
            little(2, frame),
            little(2, bits));
    return chunk("fmt ", body.length, body);
  }

  private static byte[] chunk(String id, int claimedSize, byte[] body) {
    return join(ascii(id), little(4, claimedSize), body);
  }

  private static byte[] sphere(String fields) {
    byte[] header = new byte[1024];
    byte[] text = ascii("NIST_1A\n   1024\n" + fields + "end_head\n");
    System.arraycopy(text, 0, header, 0, text.length);
    return join(header, new byte[1024]);
  }

  private static byte[] floats(float last) {
    ByteBuffer buffer = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.putFloat(396, last).array();
  }

  private static byte[] little(int bytes, int value) {
    byte[] all = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return Arrays.copyOf(all, bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
