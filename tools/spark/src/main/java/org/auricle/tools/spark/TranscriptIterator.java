package org.auricle.tools.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.sql.Row;
import org.auricle.engine.recognition.Transcript;

/**
 * Transcripts of recordings, in their order. Some recordings are read ahead, so that those of
 * similar length are recognised together. Not thread-safe.
 */
final class TranscriptIterator implements Iterator<Row> {
  private static final int READ_AHEAD = 64; // recordings, whose audio the pool limits

  private final Iterator<Row> recordings;
  private final RecordingReader reader;
  private final JobCounters counters;
  private final Attempt attempt;
  private final Deque<RecordingReader.Pending> pending = new ArrayDeque<>();

  TranscriptIterator(
      Iterator<Row> recordings, RecordingReader reader, JobCounters counters, Attempt attempt) {
    this.recordings = recordings;
    this.reader = reader;
    this.counters = counters;
    this.attempt = attempt;
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty() || recordings.hasNext();
  }

  @Override
  public Row next() {
    while (pending.size() < READ_AHEAD && recordings.hasNext()) {
      pending.add(reader.begin(recordings.next()));
    }
    if (pending.isEmpty()) {
      throw new NoSuchElementException();
    }
    Row row = row(pending.remove());
    counters.recordings().add(1);
    return row;
  }

  private Row row(RecordingReader.Pending next) {
    if (next.before() != null) {
      return next.before();
    }
    if (next.failure() != null) {
      return failed(next, next.failure());
    }
    try {
      Transcript transcript = next.transcript().get();
      counters.seconds().add(transcript.durationSeconds());
      return TranscriptRows.of(reader.job(), next.path(), next.sha256(), transcript);
    } catch (ExecutionException e) {
      return failed(next, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(next, e);
    }
  }

  private Row failed(RecordingReader.Pending next, Throwable failure) {
    RecordingError error = RecordingError.of(next.path(), failure);
    attempt.endIfAnotherMayDoBetter(error, failure);
    return TranscriptRows.of(reader.job(), next.path(), next.sha256(), error);
  }
}
