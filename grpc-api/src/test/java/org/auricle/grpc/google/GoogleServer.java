package org.auricle.grpc.google;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.longrunning.OperationTimedPollAlgorithm;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.speech.v1.SpeechClient;
import com.google.cloud.speech.v1.SpeechSettings;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.http.ToneRegistry;
import org.auricle.server.jobs.JobOptions;
import org.auricle.server.jobs.JobService;

/** A server of Google's API on a free port of this machine, and Google's own client of it. */
final class GoogleServer implements AutoCloseable {
  final ToneRegistry models;
  final StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(2, 8));
  final JobService jobs;
  final SpeechClient client;
  private final GoogleServices services;
  private final Server server;

  GoogleServer(Path folder) throws IOException {
    this(new ToneRegistry(), folder, GoogleOptions.DEFAULT);
  }

  GoogleServer(ToneRegistry models, Path folder, GoogleOptions options) throws IOException {
    this.models = models;
    jobs = JobService.open(JobOptions.DEFAULT.withDatabase(folder.toString(), "", ""));
    services = GoogleServices.over(models, scheduler, jobs, options);
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .maxInboundMessageSize(10 << 20);
    services.services().forEach(builder::addService);
    server = builder.build().start();
    client = SpeechClient.create(settings(endpoint()));
  }

  /** What a user changes: the endpoint, the credentials, plaintext. */
  private static SpeechSettings settings(String endpoint) throws IOException {
    SpeechSettings.Builder settings =
        SpeechSettings.newBuilder()
            .setEndpoint(endpoint)
            .setCredentialsProvider(NoCredentialsProvider.create())
            .setTransportChannelProvider(
                SpeechSettings.defaultGrpcTransportProviderBuilder()
                    .setChannelConfigurator(ManagedChannelBuilder::usePlaintext)
                    .build());
    // by default it asks every five seconds or less
    settings
        .longRunningRecognizeOperationSettings()
        .setPollingAlgorithm(
            OperationTimedPollAlgorithm.create(
                RetrySettings.newBuilder()
                    .setInitialRetryDelayDuration(Duration.ofMillis(50))
                    .setRetryDelayMultiplier(1.5)
                    .setMaxRetryDelayDuration(Duration.ofSeconds(1))
                    .setTotalTimeoutDuration(Duration.ofMinutes(2))
                    .build()));
    return settings.build();
  }

  String endpoint() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
    services.close();
    scheduler.close();
    jobs.close();
    models.close();
  }
}
