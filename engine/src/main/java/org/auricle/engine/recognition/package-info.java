/**
 * The road from audio to transcript, and its ports.
 *
 * <p>Start at {@link org.auricle.engine.recognition.Recognizer}. It drives a {@link
 * org.auricle.engine.feature.FeaturePipeline}, then the ports {@link
 * org.auricle.engine.recognition.AcousticModel} and {@link
 * org.auricle.engine.recognition.CtcDecoder}, which the modules acoustic and decoder implement;
 * what they hand on are {@link org.auricle.engine.recognition.LogPosteriors} and {@link
 * org.auricle.engine.recognition.Hypothesis}.
 *
 * <p>A third port, {@link org.auricle.engine.recognition.VoiceActivityDetector}, gives the
 * probability of speech, and an {@link org.auricle.engine.recognition.Endpointer} takes a stream
 * apart into utterances by it; {@link org.auricle.engine.recognition.SegmentedRecognizer}
 * recognises a recording's. A fourth, {@link org.auricle.engine.recognition.PhraseSpotter}, finds
 * phrases without looking for any other words.
 */
package org.auricle.engine.recognition;
