/** Language models of LSTM layers (Mikolov et al. 2010; Sundermeyer et al. 2012). */
package org.auricle.decoder.lm.lstm;
