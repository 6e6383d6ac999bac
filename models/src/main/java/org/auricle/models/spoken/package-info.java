/**
 * What words stand for, in English: numbers, times of day, dates, amounts with a unit, as text in
 * one form for each. Pure functions of words; they know neither audio nor domains.
 *
 * <p>Start at {@link org.auricle.models.spoken.SpokenNumbers}, which the others use.
 */
package org.auricle.models.spoken;
