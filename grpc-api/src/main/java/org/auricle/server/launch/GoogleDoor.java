package org.auricle.server.launch;

import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.util.List;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.grpc.google.GoogleOptions;
import org.auricle.grpc.google.GoogleServices;
import org.auricle.server.ModelRegistry;
import org.auricle.server.config.GoogleConfig;
import org.auricle.server.config.JobsConfig;
import org.auricle.server.config.ServerConfig;
import org.auricle.server.jobs.JobOptions;
import org.auricle.server.jobs.JobService;
import org.auricle.server.jobs.JobStoreException;

/** Google's services, with the jobs that they keep. */
final class GoogleDoor {
  private static final int BITS_OF_MEGABYTE = 20;

  private GoogleDoor() {}

  /**
   * What to add to the gRPC port, if anything.
   *
   * @param separateClients whether clients are told apart for certain
   * @param parts closes what is opened here
   * @throws IOException if the database of jobs cannot be used
   */
  static List<ServerServiceDefinition> services(
      ServerConfig config,
      ModelRegistry models,
      StreamScheduler scheduler,
      boolean separateClients,
      Parts parts)
      throws IOException {
    if (!config.google().enabled()) {
      return List.of();
    }
    try {
      JobService jobs = parts.add(JobService.open(jobs(config.jobs())));
      GoogleServices services =
          parts.add(
              GoogleServices.over(
                  models, scheduler, jobs, options(config).withSeparateClients(separateClients)));
      return services.services();
    } catch (JobStoreException | IllegalArgumentException e) {
      throw new IOException("jobs: " + e.getMessage(), e);
    }
  }

  private static JobOptions jobs(JobsConfig jobs) {
    return JobOptions.DEFAULT
        .withDatabase(jobs.database(), jobs.user(), jobs.password().value())
        .withWorkers(jobs.workers())
        .withMaxQueued(jobs.maxQueued(), (long) jobs.maxQueuedMegabytes() << BITS_OF_MEGABYTE)
        .withKeep(jobs.keep())
        .withLease(jobs.lease())
        .withMaxAttempts(jobs.maxAttempts());
  }

  private static GoogleOptions options(ServerConfig config) {
    GoogleConfig google = config.google();
    double stream = google.maxStreamSeconds();
    return GoogleOptions.DEFAULT
        .withMaxStreamSeconds(stream == 0 ? Double.POSITIVE_INFINITY : stream)
        .withMaxRecordingSeconds(config.streaming().maxAudioSeconds())
        .withMaxSilence(google.maxSilence());
  }
}
