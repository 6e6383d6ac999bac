package org.auricle.tools;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The process's standard output. Once nobody reads it any more ({@code auricle ... | head}), the
 * process ends, without a word, as other tools do.
 */
final class StandardOutput extends OutputStream {
  /** What a shell says of a process that SIGPIPE has ended: 128 and the signal's number. */
  static final int BROKEN_PIPE = 141;

  private static final String REASON = "Broken pipe";

  private final OutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if (REASON.equals(e.getMessage())) {
        Runtime.getRuntime().halt(BROKEN_PIPE); // what would be tidied up may want to write, too
      }
      throw e;
    }
  }
}
