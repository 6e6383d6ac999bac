/**
 * Trains the network of {@link org.auricle.acoustic.g2p} from a pronunciation dictionary. Start at
 * {@link org.auricle.acoustic.g2p.training.LetterToSoundTrainer}.
 */
package org.auricle.acoustic.g2p.training;
