/**
 * What an operator sees of a server: figures, spans, a line for each call. Start at {@link
 * org.auricle.server.telemetry.Meters} and {@link org.auricle.server.telemetry.CallJournal}.
 */
package org.auricle.server.telemetry;
