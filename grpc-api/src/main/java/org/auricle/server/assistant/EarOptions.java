package org.auricle.server.assistant;

import java.util.Optional;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * How the audio of a conversation is listened to.
 *
 * @param sampleRateHz of the audio
 * @param endpointing when an utterance ends
 * @param interimResults whether there are results while somebody speaks
 * @param wakePhrase that is listened for; empty: none
 */
record EarOptions(
    int sampleRateHz,
    EndpointOptions endpointing,
    boolean interimResults,
    Optional<String> wakePhrase) {}
