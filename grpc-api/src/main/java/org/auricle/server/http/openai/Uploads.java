package org.auricle.server.http.openai;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.auricle.server.http.exchange.HttpProblem;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;

/** Receives forms with files: what is large goes to disk as it comes. */
final class Uploads {
  private static final int MAX_PARTS = 200; // every phrase is one
  private static final int MAX_PART_HEADER_BYTES = 4 << 10;
  private static final int MAX_BYTES_IN_MEMORY = 4 << 10; // of a part

  private final long maxBytes;
  private final Path directory;

  /**
   * Uploads of a limited size.
   *
   * @param directory for files; each is deleted when its form is closed, or could not be read
   */
  Uploads(long maxBytes, Path directory) {
    this.maxBytes = maxBytes;
    this.directory = directory;
  }

  /** Receives a form, which is its receiver's to close; fails with an {@link HttpProblem}. */
  CompletableFuture<MultiPartFormData.Parts> receive(Request request) throws HttpProblem {
    String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (contentType == null
        || !MimeTypes.Type.MULTIPART_FORM_DATA.is(
            HttpField.getValueParameters(contentType, null))) {
      throw HttpProblem.invalid(
          415, "", "", "Content-Type: " + contentType + " (expected: multipart/form-data)");
    }
    if (request.getLength() > maxBytes) {
      throw tooLarge(request.getLength() + " bytes");
    }
    String boundary = MultiPart.extractBoundary(contentType);
    if (boundary == null) {
      throw HttpProblem.invalid(400, "", "", "Content-Type: no boundary (expected: boundary=...)");
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setFilesDirectory(directory);
    parser.setMaxMemoryFileSize(MAX_BYTES_IN_MEMORY);
    parser.setMaxLength(maxBytes);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADER_BYTES);
    return parse(parser, request);
  }

  private CompletableFuture<MultiPartFormData.Parts> parse(
      MultiPartFormData.Parser parser, Request request) {
    CompletableFuture<MultiPartFormData.Parts> received = new CompletableFuture<>();
    parser.parse(
        request,
        new Promise.Invocable<>() {
          @Override
          public void succeeded(MultiPartFormData.Parts parts) {
            received.complete(parts);
          }

          @Override
          public void failed(Throwable failure) {
            received.completeExceptionally(problem(request, failure));
          }
        });
    return received;
  }

  private HttpProblem problem(Request request, Throwable failure) {
    if (Request.getContentBytesRead(request) > maxBytes) {
      return tooLarge("more than " + maxBytes + " bytes");
    }
    if (failure instanceof TimeoutException) {
      return HttpProblem.invalid(408, "", "", "the request came too slowly");
    }
    return HttpProblem.invalid(
        400, "", "", "the form cannot be read: " + firstLine(failure.getMessage()));
  }

  private HttpProblem tooLarge(String found) {
    return HttpProblem.invalid(
        413, "file", "file_too_large", "request: " + found + " (expected: <= " + maxBytes + ")");
  }

  private static String firstLine(String message) {
    return message == null ? "it ends too early" : message.lines().findFirst().orElse("");
  }
}
