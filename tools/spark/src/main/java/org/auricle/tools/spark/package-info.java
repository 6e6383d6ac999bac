/**
 * Archives beyond one machine: a Spark job that does what {@code auricle transcribe} does, with a
 * table of recordings in and a table of transcripts out. Start at {@link
 * org.auricle.tools.spark.SparkTranscribe}.
 */
package org.auricle.tools.spark;
