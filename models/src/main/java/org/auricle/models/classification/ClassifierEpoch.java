package org.auricle.models.classification;

/**
 * An epoch of a member's training.
 *
 * @param member from 0
 * @param epoch from 1
 * @param trainLoss mean cross-entropy of a text with dropout and smoothing, natural log
 * @param heldOutLoss mean of -ln p of a held-out text's class
 * @param heldOutAccuracy percent of the held-out texts
 * @param best whether its weights are the member's best so far
 */
public record ClassifierEpoch(
    int member,
    int epoch,
    double trainLoss,
    double heldOutLoss,
    double heldOutAccuracy,
    boolean best) {}
