/**
 * Pages about models beside speech: {@link org.auricle.tools.report.ClassifierPage} about a text
 * classifier, {@link org.auricle.tools.report.ForecastPage} about a forecaster. Prints nothing.
 */
package org.auricle.tools.report;
