/**
 * Recognition over gRPC. The API is described in {@code auricle/v1/speech.proto} and {@code
 * auricle/v1/assistant.proto}.
 *
 * <p>Start at {@link org.auricle.grpc.SpeechServer}, which puts the services on one port. A stream
 * comes in at {@link org.auricle.grpc.SpeechService}; {@link org.auricle.grpc.StreamingCall} moves
 * it from gRPC's threads to the workers, message by message, and {@link
 * org.auricle.grpc.StreamingSession} says what each message does.
 */
package org.auricle.grpc;
