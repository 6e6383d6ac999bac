package org.auricle.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, put together by the letter of RFC 7578. */
final class Form {
  private static final String BOUNDARY = "----------------------------3141592653589793";

  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

  Form field(String name, String value) {
    part("name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Form file(String fileName, byte[] content) {
    part("name=\"file\"; filename=\"" + fileName + "\"", content);
    return this;
  }

  private void part(String disposition, byte[] content) {
    text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    parts.writeBytes(content);
    text("\r\n");
  }

  private void text(String text) {
    parts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** All parts, without the end. */
  byte[] unfinished() {
    return parts.toByteArray();
  }

  byte[] body() {
    text("--" + BOUNDARY + "--\r\n");
    return parts.toByteArray();
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }
}
