package org.auricle.grpc.google;

import com.google.cloud.speech.v1.SpeechGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;
import org.auricle.server.jobs.JobService;

/**
 * Google's services for a server to offer: {@code google.cloud.speech.v1.Speech}, the same as
 * {@code v1p1beta1}, and {@code google.longrunning.Operations}. Thread-safe.
 */
public final class GoogleServices implements AutoCloseable {
  static final String V1 = SpeechGrpc.SERVICE_NAME;
  static final String V1P1BETA1 = "google.cloud.speech.v1p1beta1.Speech";

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), daemons("auricle-google-"));
  private final ExecutorService jobThreads = // they wait for the database
      Executors.newCachedThreadPool(daemons("auricle-google-jobs-"));
  private final ScheduledExecutorService timer = timer();
  private final List<ServerServiceDefinition> services;

  private GoogleServices(
      ModelRegistry models, StreamScheduler scheduler, JobService jobs, GoogleOptions options) {
    LongRunning v1 = new LongRunning(jobs, "google.cloud.speech.v1", models, scheduler, jobThreads);
    LongRunning beta =
        new LongRunning(jobs, "google.cloud.speech.v1p1beta1", models, scheduler, jobThreads);
    services =
        List.of(
            speech(models, scheduler, v1, options).bindService(),
            renamed(speech(models, scheduler, beta, options).bindService(), V1P1BETA1),
            new GoogleOperations(jobs, options, jobThreads, timer).bindService());
  }

  private GoogleSpeech speech(
      ModelRegistry models, StreamScheduler scheduler, LongRunning jobs, GoogleOptions options) {
    return new GoogleSpeech(models, scheduler, jobs, options, threads, timer);
  }

  /**
   * The services over models, scheduler and jobs, which stay their owner's to close, after this.
   * Jobs that were accepted before are gone on with at once. A server that offers the services must
   * take messages of ten megabytes, as Google does.
   */
  public static GoogleServices over(
      ModelRegistry models, StreamScheduler scheduler, JobService jobs, GoogleOptions options) {
    return new GoogleServices(models, scheduler, jobs, options);
  }

  /** What to add to a server. */
  public List<ServerServiceDefinition> services() {
    return services;
  }

  /** Stops the threads; calls in progress hear nothing more. */
  @Override
  public void close() {
    threads.shutdownNow();
    jobThreads.shutdownNow();
    timer.shutdownNow();
  }

  /** The same methods under another service's name. */
  private static ServerServiceDefinition renamed(ServerServiceDefinition service, String name) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    ServiceDescriptor.Builder descriptor = ServiceDescriptor.newBuilder(name);
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> other = renamed(method, name);
      methods.add(other);
      descriptor.addMethod(other.getMethodDescriptor());
    }
    ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(builder::addMethod);
    return builder.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> renamed(
      ServerMethodDefinition<Q, R> method, String service) {
    MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(service, descriptor.getBareMethodName()))
            .setSchemaDescriptor(null)
            .build(),
        method.getServerCallHandler());
  }

  /** Forgets what is cancelled at once: an alarm of a minute would hold a stream that is over. */
  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, daemons("auricle-google-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
