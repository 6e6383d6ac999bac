package org.auricle.models.forecasting;

/** A series that cannot be forecast, or a training that cannot go on. One line that says why. */
public final class ForecastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public ForecastException(String message) {
    super(message);
  }
}
