/**
 * Recordings of any length, from files or pipes: as long as a machine has cores, several of them or
 * several parts of one are recognised at once. Start at {@link
 * org.auricle.engine.offline.OfflineRecording}.
 */
package org.auricle.engine.offline;
