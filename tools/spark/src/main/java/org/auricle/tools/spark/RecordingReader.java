package org.auricle.tools.spark;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.ChannelMixer;
import org.auricle.engine.offline.OfflineModel;
import org.auricle.engine.offline.OfflineOptions;
import org.auricle.engine.offline.OfflineRecording;
import org.auricle.engine.recognition.Transcript;

/** Reads recordings, and has them recognised as the command does. Not thread-safe. */
final class RecordingReader {
  private static final String FFMPEG = "ffmpeg"; // where commands are found

  private final JobSettings job;
  private final OfflineModel model;
  private final Configuration hadoop;
  private final AudioReader.Options options;

  /** A recording on its way; one of the last three is not null. */
  record Pending(
      String path,
      String sha256,
      CompletableFuture<Transcript> transcript,
      Throwable failure,
      Row before) {}

  RecordingReader(JobSettings job, OfflineModel model, Configuration hadoop) {
    this.job = job;
    this.model = model;
    this.hadoop = hadoop;
    options =
        AudioReader.Options.DEFAULT
            .withChannels(
                job.channel() == 0
                    ? ChannelMixer.mixDown()
                    : ChannelMixer.channel(job.channel() - 1))
            .withFfmpeg(FFMPEG)
            .withMaxSeconds(Double.POSITIVE_INFINITY);
  }

  /** What the output says of recordings. */
  JobSettings job() {
    return job;
  }

  /** Reads a row of {@link RecordingTable}; a long recording is recognised meanwhile. */
  Pending begin(Row row) {
    String path = row.getAs(RecordingTable.PATH);
    byte[] content = row.getAs(RecordingTable.CONTENT);
    Row before = row.getAs(RecordingTable.BEFORE);
    String sha256 = null;
    try {
      if (before != null) {
        try (RecordingBytes bytes = open(path, content)) {
          sha256 = bytes.sha256();
        }
        if (sha256.equals(before.getAs(TranscriptRows.SHA256))) {
          return new Pending(path, sha256, null, null, before);
        }
      }
      try (RecordingBytes bytes = open(path, content)) {
        return recognize(path, bytes);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return new Pending(path, sha256, null, e, null);
    }
  }

  private RecordingBytes open(String path, byte[] content) throws IOException {
    return content == null ? RecordingBytes.open(path, hadoop) : RecordingBytes.of(path, content);
  }

  private Pending recognize(String path, RecordingBytes bytes) throws IOException {
    OfflineRecording recording = new OfflineRecording(model, OfflineOptions.DEFAULT, segment -> {});
    try {
      bytes.read(options, recording);
      CompletableFuture<Transcript> transcript = recording.finish();
      return new Pending(path, bytes.sha256(), transcript, null, null);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      return new Pending(path, bytes.sha256(), null, e, null); // unless its storage fails again
    }
  }
}
