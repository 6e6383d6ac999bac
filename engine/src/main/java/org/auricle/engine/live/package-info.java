/**
 * Speech as it arrives, from many at once: streams that may last for ever, told apart into
 * utterances, over models that they share. Start at {@link
 * org.auricle.engine.live.StreamScheduler}.
 */
package org.auricle.engine.live;
