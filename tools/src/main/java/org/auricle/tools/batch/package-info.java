/**
 * Many recordings in, as many files out: which recordings, what their files are called, and which
 * of them are done already. Start at {@link org.auricle.tools.batch.BatchFolder}.
 */
package org.auricle.tools.batch;
