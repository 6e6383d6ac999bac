/**
 * Forecasts of time series: LSTMs on what a linear forecast leaves over, with intervals.
 *
 * <p>Start at {@link org.auricle.models.forecasting.Forecaster}, which continues a {@link
 * org.auricle.models.forecasting.TimeSeries}, read by {@link
 * org.auricle.models.forecasting.SeriesReader}; {@link
 * org.auricle.models.forecasting.ForecastTrainer} makes one, {@link
 * org.auricle.models.forecasting.ForecastEvaluation} measures it against naive and linear
 * forecasts.
 */
package org.auricle.models.forecasting;
