package org.auricle.acoustic.g2p;

import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.engine.recognition.TokenTable;

/**
 * Shape of a network from letters to sounds: a letter of the word is a step of the LSTM, its input
 * one-hot, and gives some frames at once to CTC, which needs at least one for every phone.
 *
 * @param letters that words are spelled with
 * @param phones that they are said with, without blank
 * @param frames of each letter; as many phones as that can one letter stand for on average
 * @param layers bidirectional LSTM layers
 * @param hidden units of each direction
 */
public record LetterToSoundConfig(
    List<String> letters, List<String> phones, int frames, int layers, int hidden) {
  private static final String BLANK_SYMBOL = "<blank>";
  private static final int MOST_FRAMES = 8;

  /** Validates. */
  public LetterToSoundConfig {
    letters = List.copyOf(letters);
    phones = List.copyOf(phones);
    if (frames < 1 || frames > MOST_FRAMES) {
      throw new IllegalArgumentException(
          "frames: " + frames + " (expected: 1.." + MOST_FRAMES + ")");
    }
    if (phones.isEmpty() || phones.stream().anyMatch(p -> p.isEmpty() || p.matches(".*\\s.*"))) {
      throw new IllegalArgumentException(
          "phones: " + phones + " (expected: at least one, without blank characters)");
    }
  }

  /** Letters and their ids. */
  public LetterTable letterTable() {
    return new LetterTable(letters);
  }

  /** Phones and their ids, which begin behind the blank's, 0. */
  public TokenTable phoneTable() {
    List<String> symbols = new ArrayList<>();
    symbols.add(BLANK_SYMBOL);
    symbols.addAll(phones);
    return new TokenTable(symbols, 0);
  }

  /** The network: a row of its output is all frames of a letter, side by side. */
  public BiLstmConfig network() {
    return new BiLstmConfig(letters.size(), layers, hidden, frames * (phones.size() + 1));
  }
}
