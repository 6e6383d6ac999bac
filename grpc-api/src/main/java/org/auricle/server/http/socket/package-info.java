/**
 * Live audio over websockets: the protocol of vosk-server, and the one that the live page speaks.
 * Start at {@link org.auricle.server.http.socket.AudioSockets}.
 */
package org.auricle.server.http.socket;
