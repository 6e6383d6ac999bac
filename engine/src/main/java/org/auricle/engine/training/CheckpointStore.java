package org.auricle.engine.training;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checkpoints in a folder that no other training writes to until this is closed. They are safe
 * against a kill or a power cut at any moment: a checkpoint is written beside the present one,
 * forced to disk, and takes its place by an atomic rename, while the present one becomes the
 * previous. A file that is torn or corrupt is noticed by its SHA-256, and the previous one is used.
 *
 * <p>A file, big-endian: {@value #MAGIC}; header length and header (UTF-8); number of arrays; each
 * array's length and floats; SHA-256 of all before it.
 */
public final class CheckpointStore implements AutoCloseable {
  static final String MAGIC = "AURCKPT1";
  private static final int DIGEST_BYTES = 32;
  private static final int BUFFER_BYTES = 1 << 18;

  private final FolderLock lock;
  private final Path current;
  private final Path previous;
  private final Path temporary;

  /**
   * What is kept.
   *
   * @param header text, such as JSON
   * @param arrays in the writer's order
   */
  public record Checkpoint(String header, List<float[]> arrays) {

    /** Copies its first arrays into others of their lengths, one by one; returns the rest. */
    public List<float[]> restore(List<float[]> live) {
      for (int i = 0; i < live.size(); i++) {
        System.arraycopy(arrays.get(i), 0, live.get(i), 0, live.get(i).length);
      }
      return List.copyOf(arrays.subList(live.size(), arrays.size()));
    }
  }

  private CheckpointStore(Path folder, FolderLock lock) {
    this.lock = lock;
    current = folder.resolve("checkpoint.bin");
    previous = folder.resolve("checkpoint.previous.bin");
    temporary = folder.resolve("checkpoint.tmp");
  }

  /**
   * The checkpoints of a training that is about to begin or to go on.
   *
   * @param folder made if it is not there
   * @param resume whether it may hold checkpoints already; otherwise they are refused, so that
   *     nobody loses a day's work
   * @throws TrainingException if it holds some, or another training writes there
   * @throws IOException if the folder cannot be written
   */
  public static CheckpointStore open(Path folder, boolean resume) throws IOException {
    Files.createDirectories(folder);
    FolderLock lock =
        FolderLock.tryAcquire(folder)
            .orElseThrow(
                () ->
                    new TrainingException(
                        folder
                            + ": another training writes there now (expected: a folder of its"
                            + " own)"));
    CheckpointStore store = new CheckpointStore(folder.toAbsolutePath(), lock);
    if (!resume && store.exists()) {
      store.close();
      throw new TrainingException(
          store.file() + ": a training has begun here (expected: --resume, or another folder)");
    }
    return store;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Whether there is anything to resume from, sound or not. */
  public boolean exists() {
    return Files.exists(current) || Files.exists(previous);
  }

  /** Where the last checkpoint is. */
  public Path file() {
    return current;
  }

  /** Writes a checkpoint; the arrays are not kept. */
  public void write(Checkpoint checkpoint) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      MessageDigest digest = sha256();
      OutputStream raw = Channels.newOutputStream(channel);
      DataOutputStream out = new DataOutputStream(new DigestOutputStream(raw, digest));
      write(checkpoint, out);
      raw.write(digest.digest());
      channel.force(true);
    }
    if (Files.exists(current)) {
      move(current, previous);
    }
    move(temporary, current);
    forceFolder();
  }

  private static void write(Checkpoint checkpoint, DataOutputStream out) throws IOException {
    byte[] header = checkpoint.header().getBytes(StandardCharsets.UTF_8);
    out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
    out.writeInt(header.length);
    out.write(header);
    out.writeInt(checkpoint.arrays().size());
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (float[] array : checkpoint.arrays()) {
      out.writeInt(array.length);
      for (int from = 0; from < array.length; from += BUFFER_BYTES / Float.BYTES) {
        int count = Math.min(BUFFER_BYTES / Float.BYTES, array.length - from);
        buffer.clear().asFloatBuffer().put(array, from, count);
        out.write(buffer.array(), 0, count * Float.BYTES);
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes the renames themselves last; where folders cannot be opened, as on Windows, they do. */
  private void forceFolder() {
    try (FileChannel folder = FileChannel.open(current.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      System.getLogger(CheckpointStore.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot force " + current.getParent(), e);
    }
  }

  /**
   * The last sound checkpoint, if there is any.
   *
   * @param warnings hears of each file that is not sound
   */
  public Optional<Checkpoint> read(Consumer<String> warnings) {
    for (Path file : List.of(current, previous)) {
      if (!Files.exists(file)) {
        continue;
      }
      try {
        return Optional.of(read(file));
      } catch (IOException e) {
        String reason = e instanceof EOFException ? "ends too early" : e.getMessage();
        warnings.accept(file + ": " + reason + "; looking for an older checkpoint");
      }
    }
    return Optional.empty();
  }

  private static Checkpoint read(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (DataInputStream in =
        new DataInputStream(
            new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest))) {
      byte[] magic = in.readNBytes(MAGIC.length());
      if (!Arrays.equals(magic, MAGIC.getBytes(StandardCharsets.US_ASCII))) {
        throw new IOException("not a checkpoint");
      }
      long size = Files.size(file);
      String header = new String(bytes(in, size), StandardCharsets.UTF_8);
      int count = in.readInt();
      List<float[]> arrays = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        arrays.add(floats(in, size));
      }
      byte[] expected = digest.digest();
      byte[] found = in.readNBytes(DIGEST_BYTES);
      if (!Arrays.equals(expected, found) || in.read() >= 0) {
        throw new IOException("checksum does not fit the content");
      }
      return new Checkpoint(header, arrays);
    }
  }

  private static byte[] bytes(DataInputStream in, long fileSize) throws IOException {
    byte[] bytes = new byte[length(in, 1, fileSize)];
    in.readFully(bytes);
    return bytes;
  }

  private static float[] floats(DataInputStream in, long fileSize) throws IOException {
    float[] array = new float[length(in, Float.BYTES, fileSize)];
    byte[] bytes = new byte[BUFFER_BYTES];
    for (int from = 0; from < array.length; from += BUFFER_BYTES / Float.BYTES) {
      int count = Math.min(BUFFER_BYTES / Float.BYTES, array.length - from);
      in.readFully(bytes, 0, count * Float.BYTES);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(array, from, count);
    }
    return array;
  }

  /** A length that the file can hold: a corrupt one must not allocate memory without end. */
  private static int length(DataInputStream in, int itemBytes, long fileSize) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * itemBytes > fileSize) {
      throw new IOException(
          "an array of " + length + " values in a file of " + fileSize + " bytes");
    }
    return length;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JRE has it
    }
  }
}
