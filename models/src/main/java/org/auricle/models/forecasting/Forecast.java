package org.auricle.models.forecasting;

/**
 * What is expected of the next values.
 *
 * @param values [H]
 * @param low [H] where the interval begins
 * @param high [H] where it ends
 */
public record Forecast(double[] values, double[] low, double[] high) {}
