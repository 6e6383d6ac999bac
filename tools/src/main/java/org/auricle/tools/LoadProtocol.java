package org.auricle.tools;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.stub.StreamObserver;

/**
 * What the speakers of a load say to a server, and what they make of its answers.
 *
 * @param <Q> messages of a speaker
 * @param <R> messages of the server
 */
interface LoadProtocol<Q, R> {

  /** Begins a call; its first message follows. */
  void call(StreamObserver<R> answers);

  /** The first message. */
  Q config(LoadAudio audio);

  /** A message with samples. */
  Q audio(ByteString samples);

  /** A fresh listener to the answers of one call. */
  Listener<R> listener(LoadStatistics statistics);

  /** What becomes of the answers of one call. */
  interface Listener<R> {
    void heard(R response, Clock clock);
  }

  /** When things were said, and when they are answered. */
  interface Clock {
    /** When the speaker began to speak, nanoseconds: what calls are told apart by. */
    long startNanos();

    /** Since the message was sent that brings the last sample of so much audio. */
    double millisSinceSent(double audioSeconds);

    /** Since a moment of the audio was spoken. */
    double millisSinceSpoken(double atSeconds);
  }

  /** Of audio. */
  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }
}
