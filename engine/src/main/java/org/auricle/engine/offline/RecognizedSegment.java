package org.auricle.engine.offline;

import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.Transcript;

/**
 * A part of a recording.
 *
 * @param where it lies
 * @param transcript of it, with times from the start of the recording
 */
public record RecognizedSegment(SpeechSegment where, Transcript transcript) {}
