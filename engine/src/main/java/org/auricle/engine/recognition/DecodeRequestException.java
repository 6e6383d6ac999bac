package org.auricle.engine.recognition;

/**
 * A request that the decoder cannot meet and that is its caller's to change: a word that the tokens
 * cannot spell, a grammar that does not parse.
 */
public class DecodeRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what was found and what was expected.
   *
   * @param problem becomes one line, whatever was quoted from the request
   */
  public DecodeRequestException(String problem) {
    super(problem.strip().replaceAll("\\s+", " "));
  }
}
