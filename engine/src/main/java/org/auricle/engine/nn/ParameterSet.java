package org.auricle.engine.nn;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a network, in a fixed order, by name. */
public final class ParameterSet implements Iterable<Parameter> {
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /** Collects parameters; names must differ. */
  public ParameterSet(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      if (byName.put(p.name(), p) != null) {
        throw new IllegalArgumentException("two parameters named " + p.name());
      }
    }
  }

  /** The parameter of a name. */
  public Parameter get(String name) {
    Parameter p = byName.get(name);
    if (p == null) {
      throw new IllegalArgumentException(
          "no parameter " + name + " (expected: one of " + byName.keySet() + ")");
    }
    return p;
  }

  /** Number of weights. */
  public long count() {
    return byName.values().stream().mapToLong(Parameter::size).sum();
  }

  /** Sets every gradient to zero. */
  public void zeroGradients() {
    for (Parameter p : this) {
      Arrays.fill(p.grad(), 0f);
    }
  }

  @Override
  public Iterator<Parameter> iterator() {
    return byName.values().iterator();
  }
}
