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
 * <p>A third port, {@link org.auricle.engine.recognition.VoiceActivityDetector}, tells where
 * somebody speaks; {@link org.auricle.engine.recognition.SegmentedRecognizer} recognises only
 * there.
 */
package org.auricle.engine.recognition;
