/**
 * Conversations with a voice assistant, whatever door they come through. Start at {@link
 * org.auricle.server.assistant.Assistants}, which opens them; {@link
 * org.auricle.server.assistant.Dialogue} says what follows what, by the audio's own clock, and
 * knows neither audio nor network; {@link org.auricle.server.assistant.AssistantSession} joins the
 * two.
 */
package org.auricle.server.assistant;
