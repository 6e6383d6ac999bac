package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import org.auricle.server.UnknownModelException;
import org.auricle.server.assistant.AssistantListener;
import org.auricle.server.assistant.AssistantRequest;
import org.auricle.server.assistant.AssistantSession;
import org.auricle.server.assistant.Assistants;
import org.auricle.server.assistant.UnknownDomainException;
import org.auricle.server.http.exchange.Call;

/** Audio of one client on its way into a conversation. */
final class AssistantFeed implements Feed {
  private final AssistantSession session;
  private final Call call;
  private final double rate;
  private final Pcm16 decoder = new Pcm16();

  private AssistantFeed(AssistantSession session, Call call, double rate) {
    this.session = session;
    this.call = call;
    this.rate = rate;
  }

  /** Opens feeds for one client. */
  interface Opener {
    AssistantFeed open(AssistantRequest request, AssistantListener listener)
        throws UnknownDomainException, UnknownModelException;
  }

  /** Opens feeds for the client of a call. */
  static Opener opener(Assistants assistants, Call call) {
    return (request, listener) ->
        new AssistantFeed(
            assistants.open(request, listener, call.record()), call, request.sampleRateHz());
  }

  /** The conversation. */
  AssistantSession session() {
    return session;
  }

  @Override
  public void accept(ByteBuffer pcm) {
    float[] mono = decoder.decode(pcm);
    call.admission().audio(mono.length / rate);
    call.record().audio(mono.length / rate);
    session.accept(mono, 0, mono.length);
  }

  @Override
  public double seconds() {
    return session.seconds();
  }

  @Override
  public double queuedSeconds() {
    return session.queuedSeconds();
  }

  @Override
  public void finish() {
    session.finish();
  }

  @Override
  public void close() {
    session.close();
  }
}
