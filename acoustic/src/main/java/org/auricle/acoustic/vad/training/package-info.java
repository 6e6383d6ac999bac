/**
 * Trains the network of {@link org.auricle.acoustic.vad}. Start at {@link
 * org.auricle.acoustic.vad.training.VoiceTrainer}: it learns from scenes, which {@link
 * org.auricle.acoustic.vad.training.SceneMixer} makes of clean speech, labelled by {@link
 * org.auricle.acoustic.vad.training.SpeechLabels}, of recorded noise, and of music and noise that
 * are synthesised.
 */
package org.auricle.acoustic.vad.training;
