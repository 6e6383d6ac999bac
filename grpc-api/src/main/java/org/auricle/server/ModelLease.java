package org.auricle.server;

import java.util.List;
import org.auricle.engine.recognition.Recognizer;

/** A model that stays loaded for as long as this is open, even if a newer one takes its place. */
public interface ModelLease extends AutoCloseable {

  /** What clients ask for. */
  String name();

  /** BCP 47 tags of the languages that it recognises. */
  List<String> languages();

  /** Not to be closed by who has the lease. */
  Recognizer recognizer();

  /** Gives the model back. More than once does nothing. */
  @Override
  void close();
}
