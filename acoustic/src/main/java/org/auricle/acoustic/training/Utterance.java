package org.auricle.acoustic.training;

/**
 * A recording to learn from.
 *
 * @param id position among all the training utterances
 * @param corpus position of its corpus in the recipe
 * @param entry of the manifest
 * @param labels token ids of its text, no blanks
 */
record Utterance(int id, int corpus, Manifest.Entry entry, int[] labels) {}
