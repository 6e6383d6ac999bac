package org.auricle.models;

import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.recognition.TokenTable;

/**
 * A bundle in memory, checked: manifest, tokens and weights fit each other.
 *
 * @param manifest what stands in bundle.json
 * @param tokens what the network emits
 * @param weights of the network
 * @param card Markdown: data, error rates, known weaknesses, licence
 * @param location where it was read from, for people
 * @param bytes size of all its files
 */
public record ModelBundle(
    BundleManifest manifest,
    TokenTable tokens,
    BiLstmWeights weights,
    String card,
    String location,
    long bytes) {

  /** Names of the files beside bundle.json. */
  static final String MANIFEST_FILE = "bundle.json";

  static final String WEIGHTS_FILE = "acoustic.safetensors";
  static final String TOKENS_FILE = "tokens.txt";
  static final String CARD_FILE = "CARD.md";
}
