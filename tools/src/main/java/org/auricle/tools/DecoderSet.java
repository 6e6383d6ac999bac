package org.auricle.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.decoder.ctc.CtcProbability;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/**
 * A folder of posteriors with the texts that were said: {@code symbols.txt} (a symbol a line, the
 * blank first as {@code <blank>}, the separator as {@code <space>}), {@code posteriors.f32}
 * (little-endian float32, natural log, row-major), {@code index.tsv} (id, first frame, number of
 * frames) and {@code refs.txt}.
 *
 * @param table the symbols
 * @param posteriors of each utterance, with one frame appended that is a separator for certain, so
 *     that the last word is complete
 * @param references what was said
 * @param frames of all utterances, the appended ones apart
 */
record DecoderSet(
    TokenTable table, List<LogPosteriors> posteriors, List<String> references, int frames) {
  /** What every figure's objective weighs the word model by. */
  static final double LANGUAGE_WEIGHT = 0.5;

  /** What every figure's objective adds for a word. */
  static final double WORD_SCORE = 2;

  private static final double FRAME_SHIFT_SECONDS = 0.02; // what it is does not matter here

  /**
   * Reads a folder.
   *
   * @param prefix of the names of all files but the symbols
   */
  static DecoderSet read(Path folder, String prefix) throws IOException {
    TokenTable table = table(folder.resolve("symbols.txt"));
    Path index = folder.resolve(prefix + "index.tsv");
    Path values = folder.resolve(prefix + "posteriors.f32");
    FloatBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(values)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<LogPosteriors> posteriors = new ArrayList<>();
    int frames = 0;
    for (String line : Files.readAllLines(index)) {
      String[] fields = line.split("\t");
      try {
        int first = Integer.parseInt(fields[1]);
        int count = Integer.parseInt(fields[2]);
        posteriors.add(utterance(floats, first, count, table));
        frames += count;
      } catch (RuntimeException e) {
        throw new InputException(
            index
                + ": \""
                + line
                + "\" (expected: id, first frame, number of frames, within the "
                + floats.capacity() / table.size()
                + " of "
                + values
                + ")",
            e);
      }
    }
    List<String> references = Files.readAllLines(folder.resolve(prefix + "refs.txt"));
    if (references.size() != posteriors.size() || frames == 0) {
      throw new InputException(
          folder
              + ": "
              + references.size()
              + " references to "
              + posteriors.size()
              + " utterances of "
              + frames
              + " frames (expected: as many, and frames)");
    }
    return new DecoderSet(table, posteriors, references, frames);
  }

  private static TokenTable table(Path file) throws IOException {
    List<String> symbols = new ArrayList<>(Files.readAllLines(file));
    symbols.replaceAll(s -> s.equals("<space>") ? " " : s);
    int blank = symbols.indexOf("<blank>");
    if (blank < 0 || !symbols.contains(" ")) {
      throw new InputException(file + ": no <blank> or no <space> (expected: both)");
    }
    return new TokenTable(symbols, blank);
  }

  private static LogPosteriors utterance(
      FloatBuffer floats, int first, int count, TokenTable table) {
    int tokens = table.size();
    float[] y = new float[(count + 1) * tokens];
    floats.get(first * tokens, y, 0, count * tokens);
    Arrays.fill(y, count * tokens, y.length, Float.NEGATIVE_INFINITY);
    y[count * tokens + table.space()] = 0;
    return new LogPosteriors(y, count + 1, tokens, FRAME_SHIFT_SECONDS);
  }

  int size() {
    return references.size();
  }

  /**
   * The exact objective of a text, whatever found it: ln P of all paths that read as it and one
   * separator, {@link #LANGUAGE_WEIGHT} times ln P of the text with its beginning and end, {@link
   * #WORD_SCORE} for every word.
   */
  double objective(int utterance, String text, LanguageModel model) {
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    double language = 0;
    int words = 0;
    for (String word : text.isBlank() ? new String[0] : text.split(" ")) {
      long step = session.step(state, model.id(word));
      state = LanguageModel.Session.state(step);
      language += LanguageModel.Session.logProb(step);
      words++;
    }
    language += session.end(state);
    int[] spelled = table.encode(text);
    int[] tokens = Arrays.copyOf(spelled, spelled.length + 1);
    tokens[spelled.length] = table.space();
    double acoustic = CtcProbability.of(posteriors.get(utterance), table.blank(), tokens);
    return acoustic + LANGUAGE_WEIGHT * language + WORD_SCORE * words;
  }
}
