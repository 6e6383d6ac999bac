package org.auricle.brokenrules;

/** Breaks its rule on purpose. */
public final class ClassWithoutModule {
  private ClassWithoutModule() {}
}
