/**
 * Voice activity by a small LSTM of our own. Start at {@link org.auricle.acoustic.vad.LstmVad}; it
 * computes with {@link org.auricle.acoustic.vad.VoiceNetWeights}, which {@link
 * org.auricle.acoustic.vad.training.VoiceTrainer} finds.
 */
package org.auricle.acoustic.vad;
