package org.auricle.tools;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.auricle.server.telemetry.LogFields;
import tools.jackson.databind.node.ObjectNode;

/** Log messages as JSON, an object a line; what a message is about stands in fields of its own. */
final class JsonLines extends Formatter {
  @Override
  public String format(LogRecord message) {
    ObjectNode line = Json.object();
    line.put("time", message.getInstant().toString());
    line.put("level", message.getLevel().getName().toLowerCase(Locale.ROOT));
    line.put("logger", message.getLoggerName());
    LogFields fields = fields(message);
    if (fields == null) {
      line.put("message", formatMessage(message));
    } else {
      fields.fields().forEach(line::putPOJO);
    }
    if (message.getThrown() != null) {
      line.put("failure", trace(message.getThrown()));
    }
    return Json.line(line) + "\n";
  }

  private static LogFields fields(LogRecord message) {
    Object[] parameters = message.getParameters();
    return parameters != null && parameters.length == 1 && parameters[0] instanceof LogFields fields
        ? fields
        : null;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
