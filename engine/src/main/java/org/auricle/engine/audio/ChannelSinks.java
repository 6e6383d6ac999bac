package org.auricle.engine.audio;

import java.util.List;

/** Takes the channels of one recording while it is read, each by a sink of its own. */
@FunctionalInterface
public interface ChannelSinks {

  /**
   * Makes the sinks; called once, before the first samples come.
   *
   * @param channels of the recording, from 1
   * @return as many sinks, in the order of the channels
   */
  List<? extends AudioSink> open(int channels) throws AudioFormatException;
}
