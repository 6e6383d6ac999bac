/**
 * Transcripts as others read them: text, subtitles, tables of words. Start at {@link
 * org.auricle.engine.transcript.TranscriptWriter}, which each format implements, and {@link
 * org.auricle.engine.transcript.TranscribedRecording}, which they write; {@link
 * org.auricle.engine.transcript.Subtitles} cuts words into what is shown at a time.
 */
package org.auricle.engine.transcript;
