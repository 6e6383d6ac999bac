package org.auricle.models.understanding.training;

/**
 * How a model did on held-out sentences after an epoch.
 *
 * @param epoch from 1
 * @param trainLoss mean loss of the epoch's updates, natural log
 * @param devLoss the loss of the held-out sentences
 * @param intents percent of them whose intent is right, those of other things included
 * @param whole percent of those of the domain whose intent and every word's tag are right
 */
public record UnderstandingValidation(
    int epoch, double trainLoss, double devLoss, double intents, double whole) {}
