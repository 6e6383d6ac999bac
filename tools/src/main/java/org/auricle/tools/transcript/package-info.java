/** A transcript as a page: {@link org.auricle.tools.transcript.TranscriptPage}. */
package org.auricle.tools.transcript;
