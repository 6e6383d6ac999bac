package org.auricle.server.http.openai;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.auricle.server.http.exchange.HttpProblem;

/** What a transcript is sent as. */
enum ResponseFormat {
  JSON,
  TEXT,
  SRT,
  VERBOSE_JSON,
  VTT;

  String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ResponseFormat of(String parameter) throws HttpProblem {
    List<ResponseFormat> all = Arrays.asList(values());
    for (ResponseFormat format : all) {
      if (format.parameter().equals(parameter)) {
        return format;
      }
    }
    throw HttpProblem.field(
        "response_format",
        parameter,
        all.stream().map(ResponseFormat::parameter).collect(Collectors.joining(", ")));
  }
}
