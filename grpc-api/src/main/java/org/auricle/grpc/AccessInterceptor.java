package org.auricle.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.auricle.engine.live.OverloadedException;
import org.auricle.server.access.AccessControl;
import org.auricle.server.access.Admission;
import org.auricle.server.access.Credentials;
import org.auricle.server.access.UnauthenticatedException;
import org.auricle.server.telemetry.CallRecord;

/** Lets calls in, and has their services know whose they are: {@link Admission#CURRENT}. */
public final class AccessInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  private static final Metadata.Key<String> API_KEY = key("x-api-key");
  private static final Metadata.Key<String> GOOGLE_API_KEY = key("x-goog-api-key");

  private final AccessControl access;

  /** Asks an access control. */
  public AccessInterceptor(AccessControl access) {
    this.access = access;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Admission admission;
    try {
      admission = access.admit(credentials(call, headers));
    } catch (UnauthenticatedException e) {
      call.close(Status.UNAUTHENTICATED.withDescription(e.getMessage()), new Metadata());
      return new ServerCall.Listener<>() {};
    } catch (OverloadedException e) {
      StatusRuntimeException refusal = StatusMapper.map(e);
      call.close(refusal.getStatus(), refusal.getTrailers());
      return new ServerCall.Listener<>() {};
    }
    CallRecord.CURRENT.get().client(admission.client());
    Context context = Context.current().withValue(Admission.CURRENT, admission);
    try {
      return new Leaving<>(
          Contexts.interceptCall(context, new Admitted<>(call, admission), headers, next),
          admission);
    } catch (RuntimeException | Error e) {
      admission.close();
      throw e;
    }
  }

  private static Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
    return new Credentials(
        Credentials.key(
            headers.get(AUTHORIZATION), headers.get(API_KEY), headers.get(GOOGLE_API_KEY)),
        subject(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)),
        address(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
  }

  private static String subject(SSLSession session) {
    if (session == null) {
      return "";
    }
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? certificate.getSubjectX500Principal().getName()
          : "";
    } catch (SSLPeerUnverifiedException e) {
      return ""; // the client has shown none
    }
  }

  private static String address(SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(address);
  }

  /**
   * Gives the place back before the client learns of the end, so that it can call again at once.
   */
  private static final class Admitted<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final Admission admission;

    Admitted(ServerCall<Q, R> call, Admission admission) {
      super(call);
      this.admission = admission;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      admission.close();
      super.close(status, trailers);
    }
  }

  /** Gives the place of a client back that goes away. */
  private static final class Leaving<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Admission admission;

    Leaving(ServerCall.Listener<Q> listener, Admission admission) {
      super(listener);
      this.admission = admission;
    }

    @Override
    public void onCancel() {
      try {
        super.onCancel();
      } finally {
        admission.close();
      }
    }
  }
}
