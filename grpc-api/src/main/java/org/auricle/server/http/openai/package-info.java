/**
 * Transcription of files as OpenAI's audio API does it. Start at {@link
 * org.auricle.server.http.openai.TranscriptionRoute}.
 */
package org.auricle.server.http.openai;
