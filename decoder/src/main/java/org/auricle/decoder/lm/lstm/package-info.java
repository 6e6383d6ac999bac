/**
 * Language models of LSTM layers (Mikolov et al. 2010, Sundermeyer et al. 2012), of words or of
 * characters.
 *
 * <p>To use one: {@link org.auricle.decoder.lm.lstm.LstmLanguageModel}, by itself, behind a {@link
 * org.auricle.decoder.lm.lstm.NBestRescorer}, or inside the search. {@code LstmStep} is the network
 * in inference, {@code PrefixScorer} many sentences side by side, {@code LstmSession} one state
 * after another.
 *
 * <p>To make one: {@link org.auricle.decoder.lm.lstm.LstmLmTrainer} with {@link
 * org.auricle.decoder.lm.lstm.LstmLmTraining}. {@code LstmLmNetwork} is the network in training, of
 * {@code CarriedLstm} layers, {@code SparseTable} embeddings and a {@code SampledSoftmax}; {@code
 * LstmLmRun} is the loop.
 */
package org.auricle.decoder.lm.lstm;
