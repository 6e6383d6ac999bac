/**
 * Bytes to samples. Start at {@link org.auricle.engine.audio.AudioReader}, which opens anything and
 * returns an {@link org.auricle.engine.audio.AudioClip}; {@link org.auricle.engine.audio.Resampler}
 * brings a clip, or a live stream of samples, to a model's rate; {@link
 * org.auricle.engine.audio.AudioDecoderStream} decodes audio as it arrives. Whatever is wrong with
 * audio is an {@link org.auricle.engine.audio.AudioFormatException}.
 */
package org.auricle.engine.audio;
