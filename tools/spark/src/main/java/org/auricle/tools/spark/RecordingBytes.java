package org.auricle.tools.spark;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.AudioSink;

/** The bytes of one recording, read from their start, and what they amount to. Not thread-safe. */
final class RecordingBytes implements AutoCloseable {
  private final String name;
  private final long length;
  private final DigestInputStream stream;

  private RecordingBytes(String name, long length, InputStream stream) {
    this.name = name;
    this.length = length;
    this.stream = new DigestInputStream(stream, newDigest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Those of a table. */
  static RecordingBytes of(String name, byte[] bytes) {
    return new RecordingBytes(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  /** Those of a file, wherever Hadoop finds it. */
  static RecordingBytes open(String name, Configuration hadoop) throws IOException {
    Path path;
    try {
      path = new Path(name);
    } catch (IllegalArgumentException e) { // "", or half an address
      throw (IOException) new FileNotFoundException(name).initCause(e);
    }
    FileSystem files = path.getFileSystem(hadoop);
    FileStatus status = files.getFileStatus(path);
    if (status.isDirectory()) {
      throw new AudioFormatException(
          name, AudioFormatException.NO_OFFSET, "is a directory (expected: an audio file)");
    }
    return new RecordingBytes(name, status.getLen(), withoutChecksums(files).open(path));
  }

  /**
   * Hadoop looks for checksums of its own beside local files, and cannot where a name has a colon.
   */
  private static FileSystem withoutChecksums(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  /** Decodes them. */
  void read(AudioReader.Options options, AudioSink sink) throws IOException {
    AudioReader.read(stream, length, name, options, sink);
  }

  /** SHA-256 of all of them, to the last, whatever has been read so far. */
  String sha256() throws IOException {
    stream.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(stream.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
