package org.auricle.tools;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long task is: a bar on a terminal, elsewhere a line now and then. */
interface TaskProgress extends AutoCloseable {
  /** So much is done; the remark is short. */
  void update(long done, String remark);

  @Override
  void close();

  /** For a task of so many steps. */
  static TaskProgress of(Console console, String task, long steps) {
    return console.isTerminal() ? new Bar(console, task, steps) : new Lines(console, task, steps);
  }

  /** A bar that redraws itself in place and is gone when the task is done. */
  final class Bar implements TaskProgress {
    private final ProgressBar bar;

    private Bar(Console console, String task, long steps) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(console.err(), console.columns() - 1))
              .clearDisplayOnFinish()
              .build();
    }

    @Override
    public void update(long done, String remark) {
      bar.setExtraMessage(" " + remark);
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line every half minute. */
  final class Lines implements TaskProgress {
    private static final long INTERVAL_NANOS = 30_000_000_000L;

    private final Console console;
    private final String task;
    private final long steps;
    private long lastLine = System.nanoTime();

    private Lines(Console console, String task, long steps) {
      this.console = console;
      this.task = task;
      this.steps = steps;
    }

    @Override
    public void update(long done, String remark) {
      long now = System.nanoTime();
      if (now - lastLine >= INTERVAL_NANOS) {
        lastLine = now;
        console.note(String.format(Locale.ROOT, "%s %d/%d  %s", task, done, steps, remark));
      }
    }

    @Override
    public void close() {}
  }
}
