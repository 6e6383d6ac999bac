/**
 * What rooms, lines and surroundings do to a recording, simulated for training: {@link
 * org.auricle.acoustic.augment.RoomSimulator} (impulse responses of random rooms, applied by {@link
 * org.auricle.acoustic.augment.Convolution}), {@link org.auricle.acoustic.augment.SpeechCodec}
 * (telephone and internet codecs), {@link org.auricle.acoustic.augment.ColoredNoise}, {@link
 * org.auricle.acoustic.augment.Babble} and {@link org.auricle.acoustic.augment.ConnectedSpeech}.
 * Whatever is random comes from the generator that is passed in: the same generator, the same bits.
 * No sample is delayed.
 */
package org.auricle.acoustic.augment;
