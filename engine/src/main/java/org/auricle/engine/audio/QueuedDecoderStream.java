package org.auricle.engine.audio;

import java.io.InputStream;

/** What the decoders of single formats share: bytes in waiting, complaints that say where. */
abstract class QueuedDecoderStream implements AudioDecoderStream {
  final ByteQueue queue = new ByteQueue();
  private final AudioInput complaints;
  private boolean ended;

  QueuedDecoderStream(String name) {
    complaints = new AudioInput(name, InputStream.nullInputStream(), AudioInput.UNKNOWN_SIZE);
  }

  @Override
  public final void feed(byte[] bytes, int offset, int length) {
    if (ended) {
      throw new IllegalStateException("the stream has ended");
    }
    queue.add(bytes, offset, length);
  }

  @Override
  public final void end() {
    ended = true;
  }

  final boolean ended() {
    return ended;
  }

  /** Whether so many bytes are there. */
  final boolean has(int count, String what) throws AudioFormatException {
    if (queue.size() >= count) {
      return true;
    }
    if (ended) {
      throw complaints.cutShort(queue.position(), what, queue.size(), count);
    }
    return false;
  }

  /** Bytes as a source of their own that keeps their offsets. */
  final AudioInput slice(byte[] bytes, long offset) {
    return complaints.slice(bytes, offset);
  }

  final AudioFormatException fail(long offset, String problem) {
    return complaints.fail(offset, problem);
  }

  final AudioFormatException fail(long offset, String problem, Throwable cause) {
    return complaints.fail(offset, problem, cause);
  }

  /** Checks what a header at {@code offset} says. */
  final void checkFormat(long offset, long sampleRate, long channels) throws AudioFormatException {
    var problem = AudioLimits.checkRate(sampleRate).or(() -> AudioLimits.checkChannels(channels));
    if (problem.isPresent()) {
      throw fail(offset, problem.get());
    }
  }
}
