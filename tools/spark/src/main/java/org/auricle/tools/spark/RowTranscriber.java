package org.auricle.tools.spark;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.auricle.engine.offline.OfflineModel;
import org.auricle.engine.offline.RecognitionPool;

/**
 * A task: recordings in, transcripts out. It writes nothing, so that it may be run again, or twice
 * at the same time.
 */
final class RowTranscriber implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final JobSettings job;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final JobCounters counters;

  RowTranscriber(
      JobSettings job, Broadcast<SerializableConfiguration> hadoop, JobCounters counters) {
    this.job = job;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) throws IOException {
    TaskContext task = TaskContext.get();
    ExecutorModel model = ExecutorModel.of(job);
    RecognitionPool pool = new RecognitionPool(model.recognizer(), task.cpus(), job.batch());
    task.addTaskCompletionListener((TaskCompletionListener) ended -> pool.close());
    RecordingReader reader =
        new RecordingReader(job, OfflineModel.of(pool, model.detector()), hadoop.value().value());
    return new TranscriptIterator(rows, reader, counters, new Attempt(task, job.attempts()));
  }
}
