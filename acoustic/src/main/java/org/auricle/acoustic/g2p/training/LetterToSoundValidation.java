package org.auricle.acoustic.g2p.training;

/**
 * How a network did on the words that it has not learned. Of a word that can be said in several
 * ways any is right, and phones are compared with the way that is nearest.
 *
 * @param epoch after so many
 * @param trainLoss mean of -ln p of a phone while learning, natural log
 * @param words measured
 * @param wordErrors words whose best pronunciation is wrong, percent
 * @param wordErrorsOfThree words none of whose three best is right, percent
 * @param phoneErrors of the best pronunciation, percent of the phones
 */
public record LetterToSoundValidation(
    int epoch,
    double trainLoss,
    int words,
    double wordErrors,
    double wordErrorsOfThree,
    double phoneErrors) {}
