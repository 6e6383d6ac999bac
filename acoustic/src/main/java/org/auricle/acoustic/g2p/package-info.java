/**
 * From letters to sounds: how a word that no dictionary has is said. Start at {@link
 * org.auricle.acoustic.g2p.LetterToSound}; its weights are found by {@link
 * org.auricle.acoustic.g2p.training.LetterToSoundTrainer}.
 */
package org.auricle.acoustic.g2p;
