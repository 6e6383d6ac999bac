package org.auricle.server.launch;

import org.auricle.engine.live.SchedulerOptions;
import org.auricle.grpc.ServerOptions;
import org.auricle.server.config.GrpcConfig;
import org.auricle.server.config.HttpConfig;
import org.auricle.server.config.ServerConfig;
import org.auricle.server.config.StreamingConfig;
import org.auricle.server.http.HttpOptions;

/** The configuration as each part wants it. */
final class DoorOptions {
  private static final int BITS_OF_MEGABYTE = 20;

  private DoorOptions() {}

  static SchedulerOptions scheduler(StreamingConfig streaming) {
    return new SchedulerOptions(
        streaming.workerThreads(),
        streaming.maxStreams(),
        streaming.maxBatch(),
        streaming.gather(),
        streaming.maxWait());
  }

  static ServerOptions grpc(ServerConfig config) {
    GrpcConfig grpc = config.grpc();
    StreamingConfig streaming = config.streaming();
    return new ServerOptions(
        grpc.host(),
        grpc.port(),
        grpc.maxMessageBytes(),
        grpc.maxCalls(),
        streaming.maxAudioSeconds(),
        streaming.maxStreamSeconds(),
        streaming.idleTimeout(),
        grpc.maxConnectionAge(),
        grpc.reflection(),
        streaming.workerThreads(),
        config.lifecycle().drain());
  }

  static HttpOptions http(ServerConfig config) {
    HttpConfig http = config.http();
    return new HttpOptions(
        http.host(),
        http.port(),
        http.maxConnections(),
        (long) http.maxUploadMegabytes() << BITS_OF_MEGABYTE,
        http.maxAudioSeconds(),
        http.maxTranscriptions(),
        http.page(),
        config.access().openMetrics(),
        http.allowedOrigins(),
        http.idleTimeout(),
        http.headerTimeout(),
        config.lifecycle().drain());
  }
}
