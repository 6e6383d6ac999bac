package org.auricle.decoder.brokenrules;

import org.auricle.acoustic.brokenrules.AcousticThatKnowsDecoder;

/** Breaks its rule on purpose. */
public final class DecoderThatKnowsAcoustic {
  AcousticThatKnowsDecoder acoustic;
}
