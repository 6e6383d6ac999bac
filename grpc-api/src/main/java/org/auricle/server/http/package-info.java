/**
 * The HTTP port: OpenAI's transcription API, the Vosk websocket protocol, live captions in a
 * browser, metrics and probes. Start at {@link org.auricle.server.http.HttpServer}.
 */
package org.auricle.server.http;
