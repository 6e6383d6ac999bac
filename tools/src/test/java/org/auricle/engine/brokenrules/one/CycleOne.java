package org.auricle.engine.brokenrules.one;

import org.auricle.engine.brokenrules.two.CycleTwo;

/** Breaks its rule on purpose. */
public final class CycleOne {
  CycleTwo two;
}
