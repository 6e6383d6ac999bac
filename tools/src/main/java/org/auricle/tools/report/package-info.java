/**
 * Pages about models beside speech: {@link org.auricle.tools.report.ClassifierPage} about a text
 * classifier. Prints nothing.
 */
package org.auricle.tools.report;
