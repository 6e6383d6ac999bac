package org.auricle.acoustic.vad.training;

/**
 * How a network did on the dev scenes.
 *
 * @param updates after so many
 * @param trainLoss mean cross-entropy a window since the validation before, natural log
 * @param devLoss the same of the dev scenes
 * @param area below the ROC curve of the dev scenes' windows
 */
public record VoiceValidation(int updates, double trainLoss, double devLoss, double area) {}
