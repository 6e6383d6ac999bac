package org.auricle.tools.spark;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.auricle.models.VoiceDetectors;

/**
 * A bundle, loaded once in a JVM for all of its tasks, and there until the JVM ends.
 *
 * @param recognizer whose network runs on one thread, that of its caller
 * @param detector takes long recordings apart
 */
record ExecutorModel(Recognizer recognizer, VoiceActivityDetector detector) {
  private static final Map<String, ExecutorModel> OPEN = new HashMap<>(); // by digest

  /** The model of a job. */
  static ExecutorModel of(JobSettings job) throws IOException {
    synchronized (OPEN) {
      ExecutorModel model = OPEN.get(job.digest());
      if (model == null) {
        ModelBundle bundle = Models.open(job.localModel());
        model =
            new ExecutorModel(
                RecognizerFactory.create(bundle, RuntimeOptions.DEFAULT),
                VoiceDetectors.forRecordings(bundle));
        OPEN.put(job.digest(), model);
      }
      return model;
    }
  }
}
