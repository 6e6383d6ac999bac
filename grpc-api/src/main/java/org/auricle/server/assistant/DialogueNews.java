package org.auricle.server.assistant;

/**
 * An event, and where the conversation is with it.
 *
 * @param event what happens
 * @param turn counted from 1; 0 before the first
 * @param state after the event
 * @param heardSeconds of audio before this could be known
 */
public record DialogueNews(
    AssistantEvent event, long turn, DialogueState state, double heardSeconds) {}
