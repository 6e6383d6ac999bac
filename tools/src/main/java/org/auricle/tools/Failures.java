package org.auricle.tools;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.acoustic.onnx.OnnxExportException;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.pieces.PieceException;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.decoder.ctc.LexiconException;
import org.auricle.decoder.lm.NgramFormatException;
import org.auricle.decoder.lm.NgramTrainingException;
import org.auricle.decoder.lm.lstm.LstmLmException;
import org.auricle.decoder.posteriors.PosteriorsException;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.BundleException;
import org.auricle.models.classification.ClassificationException;
import org.auricle.models.domain.DomainException;
import org.auricle.models.forecasting.ForecastException;
import org.auricle.models.foreign.ForeignModelException;
import org.auricle.models.table.TableException;
import org.auricle.models.understanding.UnderstandingException;
import org.auricle.tools.batch.BatchException;
import org.auricle.tools.eval.EvaluationException;

/** What a user is told when something goes wrong: a line, or one for each fault, and a code. */
public final class Failures {
  /** Something inside failed. */
  public static final int INTERNAL = 1;

  /** Input or usage at fault. */
  public static final int INPUT = 2;

  private static final int MAX_LENGTH = 1000; // characters
  private static final int MOST_LINES = 50; // of a list of faults
  private static final int END = 200; // of a longer line, kept for what was expected

  private Failures() {}

  /** The exit code of an exception. */
  public static int exitCode(Throwable failure) {
    boolean input =
        failure instanceof InputException
            || failure instanceof BatchException
            || failure instanceof DecodeRequestException
            || failure instanceof AudioFormatException
            || failure instanceof ManifestException
            || failure instanceof EvaluationException
            || failure instanceof TrainingException
            || failure instanceof BundleException
            || failure instanceof OnnxModelException
            || failure instanceof OnnxExportException
            || failure instanceof ForeignModelException
            || failure instanceof TableException
            || failure instanceof ClassificationException
            || failure instanceof ForecastException
            || failure instanceof LexiconException
            || failure instanceof LstmLmException
            || failure instanceof PronunciationException
            || failure instanceof DomainException
            || failure instanceof UnderstandingException
            || failure instanceof PieceException
            || failure instanceof NgramFormatException
            || failure instanceof NgramTrainingException
            || failure instanceof PosteriorsException
            || failure instanceof FileSystemException;
    return input ? INPUT : INTERNAL;
  }

  /** The exit code of two parts of a command: what failed inside weighs more than bad input. */
  static int worse(int code, int other) {
    return code == INTERNAL || other == INTERNAL ? INTERNAL : Math.max(code, other);
  }

  /** The lines of an exception, without the command's name: one, unless it is a list of faults. */
  static List<String> lines(Throwable failure) {
    List<String> faults = List.of();
    if (failure instanceof ManifestException e) {
      faults = e.faults().stream().map(Object::toString).toList();
    } else if (failure instanceof DomainException e) {
      faults = e.problems().stream().map(Object::toString).toList();
    }
    if (faults.size() < 2) {
      return List.of(line(failure));
    }
    List<String> lines = new ArrayList<>();
    faults.stream().limit(MOST_LINES).forEach(fault -> lines.add(clean(fault)));
    int more = faults.size() - MOST_LINES;
    lines.add(
        more > 0
            ? "and " + more + " more; " + faults.size() + " faults"
            : faults.size() + " faults");
    return lines;
  }

  /** The line of an exception, without the command's name. */
  public static String line(Throwable failure) {
    String line;
    if (failure instanceof OutOfMemoryError) {
      line = "out of memory (AURICLE_JAVA_OPTS=-Xmx8g gives more)";
    } else if (failure instanceof NoSuchFileException e) {
      line = e.getFile() + ": no such file";
    } else if (failure instanceof AccessDeniedException e) {
      line = e.getFile() + ": permission denied";
    } else if (failure instanceof FileAlreadyExistsException e) {
      line = e.getFile() + ": is there already, and is no folder";
    } else if (exitCode(failure) == INPUT || failure instanceof IOException) {
      line = failure.getMessage();
    } else {
      line =
          "internal error: "
              + failure.getClass().getSimpleName()
              + ": "
              + failure.getMessage()
              + " (--debug shows where)";
    }
    return clean(String.valueOf(line));
  }

  /** One line that a terminal takes as text, whatever names a hostile file has put into it. */
  private static String clean(String line) {
    String clean = line.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MAX_LENGTH
        ? clean
        : clean.substring(0, MAX_LENGTH - END) + " ... " + clean.substring(clean.length() - END);
  }
}
