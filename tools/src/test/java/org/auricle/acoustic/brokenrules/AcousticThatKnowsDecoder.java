package org.auricle.acoustic.brokenrules;

import org.auricle.decoder.brokenrules.DecoderThatKnowsAcoustic;

/** Breaks its rule on purpose. */
public final class AcousticThatKnowsDecoder {
  DecoderThatKnowsAcoustic decoder;
}
