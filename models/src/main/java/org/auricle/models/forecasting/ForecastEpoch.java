package org.auricle.models.forecasting;

/**
 * An epoch of a network's training.
 *
 * @param network from 0
 * @param epoch from 1
 * @param trainLoss mean Huber loss of a target
 * @param validationError mean squared error on the validation part, as a share of what the linear
 *     part alone has there
 * @param best whether its weights are the best so far
 */
public record ForecastEpoch(
    int network, int epoch, double trainLoss, double validationError, boolean best) {}
