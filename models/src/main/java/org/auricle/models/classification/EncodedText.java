package org.auricle.models.classification;

/**
 * A text as the network takes it.
 *
 * @param words [T] ids, at least one; {@link TextVocabulary#UNKNOWN} where the vocabulary has none
 * @param pairs [T] id of each word together with the one before it; likewise
 */
record EncodedText(int[] words, int[] pairs) {

  int length() {
    return words.length;
  }
}
