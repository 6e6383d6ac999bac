package org.auricle.engine.brokenrules.two;

import org.auricle.engine.brokenrules.one.CycleOne;

/** Breaks its rule on purpose. */
public final class CycleTwo {
  CycleOne one;
}
