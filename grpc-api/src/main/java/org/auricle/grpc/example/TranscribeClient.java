package org.auricle.grpc.example;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.grpc.v1.RecognitionAlternative;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognitionResult;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.auricle.grpc.v1.WordInfo;

/**
 * Streams a recording to a server as fast as it was spoken, as a microphone would, and prints what
 * comes back: interim results while they change, then the final one with the time of each word.
 *
 * <pre>TranscribeClient HOST:PORT FILE</pre>
 */
public final class TranscribeClient {
  /** Often enough to be quick, seldom enough not to waste messages. */
  static final int CHUNK_MILLIS = 100;

  private final PrintWriter out;

  /** A client that prints to {@code out}. */
  public TranscribeClient(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs the client.
   *
   * @param args {@code HOST:PORT} and the name of a WAV, FLAC, Ogg Opus or SPHERE file
   * @throws Exception what stopped it; gRPC's status tells what the server refused
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: TranscribeClient HOST:PORT FILE");
    }
    FileOutputStream standardOutput = new FileOutputStream(FileDescriptor.out);
    try (PrintWriter out = new PrintWriter(standardOutput, true, StandardCharsets.UTF_8)) {
      ManagedChannel channel = ManagedChannelBuilder.forTarget(args[0]).usePlaintext().build();
      try {
        new TranscribeClient(out).transcribe(channel, Path.of(args[1]));
      } catch (StatusRuntimeException e) {
        out.println(
            args[0] + ": " + e.getStatus().getCode() + ": " + e.getStatus().getDescription());
      } finally {
        channel.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    }
  }

  /**
   * Streams one file and waits for the end.
   *
   * @throws IOException if the file cannot be read
   * @throws io.grpc.StatusRuntimeException if the server refuses
   */
  public void transcribe(ManagedChannel channel, Path file)
      throws IOException, InterruptedException {
    AudioClip clip = AudioReader.read(file);
    Answers answers = new Answers();
    StreamObserver<StreamingRecognizeRequest> requests =
        SpeechGrpc.newStub(channel).streamingRecognize(answers);
    requests.onNext(config(clip.sampleRate()));
    int chunk = clip.sampleRate() * CHUNK_MILLIS / 1000;
    long start = System.nanoTime();
    for (int from = 0; from < clip.samples().length && !answers.end.isDone(); from += chunk) {
      int to = Math.min(clip.samples().length, from + chunk);
      long spoken = start + Math.round(1e9 * to / clip.sampleRate());
      TimeUnit.NANOSECONDS.sleep(spoken - System.nanoTime());
      requests.onNext(
          StreamingRecognizeRequest.newBuilder().setAudio(linear16(clip, from, to)).build());
    }
    requests.onCompleted();
    Status status = answers.end.join();
    if (!status.isOk()) {
      throw status.asRuntimeException();
    }
  }

  private static StreamingRecognizeRequest config(int sampleRate) {
    RecognitionConfig.Builder config =
        RecognitionConfig.newBuilder()
            .setEncoding(RecognitionConfig.Encoding.LINEAR16)
            .setSampleRateHertz(sampleRate)
            .setEnableWordTimes(true);
    return StreamingRecognizeRequest.newBuilder()
        .setConfig(
            StreamingRecognitionConfig.newBuilder().setConfig(config).setInterimResults(true))
        .build();
  }

  private static ByteString linear16(AudioClip clip, int from, int to) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = from; i < to; i++) {
      float scaled = clip.samples()[i] * 32768;
      bytes.putShort((short) Math.max(-32768, Math.min(32767, Math.round(scaled))));
    }
    return ByteString.copyFrom(bytes.flip());
  }

  /** Prints answers as they come. */
  private final class Answers implements StreamObserver<StreamingRecognizeResponse> {
    final CompletableFuture<Status> end = new CompletableFuture<>();

    @Override
    public void onNext(StreamingRecognizeResponse response) {
      for (RecognitionResult result : response.getResultsList()) {
        RecognitionAlternative best = result.getAlternatives(0);
        out.printf(
            Locale.ROOT,
            "%7.2f s  %-7s  %s%n",
            seconds(response.getAudioDuration()),
            result.getIsFinal() ? "final" : "interim",
            best.getTranscript());
        if (result.getIsFinal()) {
          best.getWordsList().forEach(this::print);
        }
      }
      out.flush();
    }

    private void print(WordInfo word) {
      out.printf(
          Locale.ROOT,
          "           %7.2f - %.2f s  %s (%.2f)%n",
          seconds(word.getStartTime()),
          seconds(word.getEndTime()),
          word.getWord(),
          word.getConfidence());
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }

    private static double seconds(Duration duration) {
      return duration.getSeconds() + duration.getNanos() / 1e9;
    }
  }
}
