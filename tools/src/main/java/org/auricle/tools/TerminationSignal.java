package org.auricle.tools;

import java.lang.reflect.Proxy;

/**
 * SIGTERM and Ctrl-C as a wish that can be met in order. The JVM's own answer ends with code 143 or
 * 130 however well the server has finished, which service managers count as a failure.
 */
final class TerminationSignal {
  private static final String[] SIGNALS = {"TERM", "INT"};

  private TerminationSignal() {}

  /** Runs something, in a thread of its own, when the process is asked to end. */
  static void onTermination(Runnable action) {
    try {
      // The only API there is; by reflection, since its use cannot be compiled without a warning.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object run =
          Proxy.newProxyInstance(
              TerminationSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  new Thread(action, "auricle-drain").start();
                }
                return null;
              });
      for (String name : SIGNALS) {
        Object wanted = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, wanted, run);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A JVM without it, or one that keeps signals to itself (-Xrs).
      Runtime.getRuntime().addShutdownHook(new Thread(action, "auricle-drain"));
    }
  }
}
