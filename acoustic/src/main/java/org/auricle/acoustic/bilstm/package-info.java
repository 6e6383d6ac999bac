/**
 * The acoustic model: stacked bidirectional LSTM layers, a dense layer and a log-softmax over the
 * tokens (Graves, Mohamed and Hinton 2013), trained with CTC.
 *
 * <p>{@link org.auricle.acoustic.bilstm.BiLstmConfig} is its shape, {@link
 * org.auricle.acoustic.bilstm.BiLstmWeights} its weights by name; {@link
 * org.auricle.acoustic.bilstm.BiLstmNetwork} is the form that trains, {@link
 * org.auricle.acoustic.bilstm.BiLstmAcousticModel} the one that recognises.
 */
package org.auricle.acoustic.bilstm;
