package org.auricle.server.http.openai;

/**
 * How much is taken on.
 *
 * @param maxUploadBytes of a request
 * @param maxAudioSeconds of a file
 * @param maxTranscriptions at a time
 */
public record TranscriptionLimits(
    long maxUploadBytes, double maxAudioSeconds, int maxTranscriptions) {}
