package org.auricle.decoder.lm.lstm;

/**
 * What a training gave.
 *
 * @param model of the best validation
 * @param progress at the end
 */
public record LstmLmResult(LstmLanguageModel model, LstmLmProgress progress) {}
