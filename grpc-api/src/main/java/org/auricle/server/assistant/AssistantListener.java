package org.auricle.server.assistant;

/** Who holds a conversation. */
public interface AssistantListener {

  /**
   * Takes a step of the conversation that comes from elsewhere: from a worker, from whoever
   * answers. It may only be taken while no other method of the session is running; what it throws
   * ends the conversation. Dropped if the conversation is over.
   */
  void step(Runnable step);

  /** Something has happened. Called within a step, or a method of the session. */
  void onNews(DialogueNews news);

  /** Some of the audio that waited has been taken. Called within a step. */
  void onConsumed();

  /** All has been said. Called within a step, or a method of the session. */
  void onCompleted();

  /** Recognition failed, or refused the audio. Called within a step. */
  void onError(Throwable failure);
}
