package org.auricle.grpc.google;

import com.google.cloud.speech.v1.RecognitionConfig;
import java.util.Optional;
import java.util.Set;
import org.auricle.engine.audio.AudioBlock;
import org.auricle.engine.audio.AudioDecoderStream;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;

/**
 * What a config says of its audio. Headers of WAV and FLAC need no company; what is said beside
 * them must not contradict them.
 *
 * @param encoding Google's name
 * @param samples how samples lie; empty if they are compressed or their header says it
 * @param sampleRate hertz; 0: the header's
 * @param channels 0: the header's, or 1
 */
record RequestedAudio(
    String encoding, Optional<SampleEncoding> samples, int sampleRate, int channels) {
  static final int MAX_CHANNELS = 8;

  private static final String NAME = "audio";
  private static final int MIN_RATE = 8_000;
  private static final int MAX_RATE = 48_000;
  private static final int ALAW = 10; // v1p1beta1 only
  private static final Set<Integer> OPUS_RATES = Set.of(0, 8_000, 12_000, 16_000, 24_000, 48_000);

  static RequestedAudio of(RecognitionConfig config) throws RefusedException {
    int rate = config.getSampleRateHertz();
    int channels = config.getAudioChannelCount();
    if (rate != 0 && (rate < MIN_RATE || rate > MAX_RATE)) {
      throw RefusedException.invalid("sample_rate_hertz: " + rate + " (expected: 8000..48000)");
    }
    if (channels < 0 || channels > MAX_CHANNELS) {
      throw RefusedException.invalid("audio_channel_count: " + channels + " (expected: 1..8)");
    }
    Optional<SampleEncoding> samples = Optional.empty();
    if (config.getEncodingValue() == ALAW) {
      return new RequestedAudio("ALAW", Optional.of(SampleEncoding.A_LAW), rate, channels);
    }
    switch (config.getEncoding()) {
      case ENCODING_UNSPECIFIED, FLAC -> {}
      case LINEAR16 -> samples = Optional.of(SampleEncoding.PCM_S16LE);
      case MULAW -> samples = Optional.of(SampleEncoding.MU_LAW);
      case OGG_OPUS -> {
        if (!OPUS_RATES.contains(rate)) {
          throw RefusedException.invalid(
              "sample_rate_hertz: "
                  + rate
                  + " (expected for OGG_OPUS: 8000, 12000, 16000, 24000 or 48000)");
        }
      }
      default ->
          throw RefusedException.invalid(
              "encoding: "
                  + (config.getEncoding() == RecognitionConfig.AudioEncoding.UNRECOGNIZED
                      ? config.getEncodingValue()
                      : config.getEncoding())
                  + " (expected: LINEAR16, FLAC, MULAW, ALAW or OGG_OPUS)");
    }
    return new RequestedAudio(config.getEncoding().name(), samples, rate, channels);
  }

  /** A decoder for one stream. */
  AudioDecoderStream newDecoder() {
    if (samples.isPresent()) {
      return sampleRate == 0
          ? AudioDecoderStream.wav(NAME)
          : AudioDecoderStream.wavOr(
              new RawFormat(samples.get(), sampleRate, Math.max(1, channels)), NAME);
    }
    return switch (encoding) {
      case "FLAC" -> AudioDecoderStream.flac(NAME);
      case "OGG_OPUS" -> AudioDecoderStream.oggOpus(NAME);
      default -> AudioDecoderStream.sniff(NAME);
    };
  }

  /** Compares what a header turned out to say. */
  void check(AudioBlock block, Optional<SampleEncoding> found) throws RefusedException {
    if (samples.isPresent() && !samples.equals(found)) {
      throw RefusedException.invalid(
          "encoding: " + encoding + " (expected: the header's, " + found.orElseThrow() + ")");
    }
    boolean opus = encoding.equals("OGG_OPUS"); // whose rate is a hint, not a property
    if (sampleRate != 0 && sampleRate != block.sampleRate() && !opus) {
      throw RefusedException.invalid(
          "sample_rate_hertz: "
              + sampleRate
              + " (expected: 0 or the header's "
              + block.sampleRate()
              + ")");
    }
    if (channels != 0 && channels != block.channels()) {
      throw RefusedException.invalid(
          "audio_channel_count: "
              + channels
              + " (expected: 0 or the header's "
              + block.channels()
              + ")");
    }
    if (block.channels() > MAX_CHANNELS) {
      throw RefusedException.invalid("channels: " + block.channels() + " (expected: 1..8)");
    }
  }
}
