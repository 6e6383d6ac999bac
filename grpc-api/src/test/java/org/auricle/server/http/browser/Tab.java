package org.auricle.server.http.browser;

import java.net.URI;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A page in a browser. */
public final class Tab {
  private static final int WAIT_MILLIS = 30_000; // an error, not a delay

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, URI uri) throws Exception {
    this.tools = tools;
    String target =
        tools
            .command("", "Target.createTarget", DevTools.parameters().put("url", "about:blank"))
            .get("targetId")
            .asString();
    session =
        tools
            .command(
                "",
                "Target.attachToTarget",
                DevTools.parameters().put("targetId", target).put("flatten", true))
            .get("sessionId")
            .asString();
    command("Page.enable", DevTools.parameters());
    command("Page.navigate", DevTools.parameters().put("url", uri.toString()));
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  private JsonNode command(String method, ObjectNode parameters) throws Exception {
    return tools.command(session, method, parameters);
  }

  /** The value of an expression; of a promise when it is there. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        command(
            "Runtime.evaluate",
            DevTools.parameters()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("userGesture", true)
                .put("returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits in the page until an expression is true. */
  public void await(String expression) throws Exception {
    String waiting =
        """
        new Promise((resolve) => {
          const end = performance.now() + %d;
          const look = () => (%s) ? resolve(true) : performance.now() > end ? resolve(false) : setTimeout(look, 20);
          look();
        })
        """
            .formatted(WAIT_MILLIS, expression);
    if (!evaluate(waiting).asBoolean(false)) {
      throw new AssertionError(
          "never true: "
              + expression
              + "; the page: "
              + evaluate("document.body.innerText").asString());
    }
  }

  /** The text of an element. */
  public String text(String id) throws Exception {
    return evaluate("document.getElementById('" + id + "').innerText").asString();
  }

  /** Clicks an element. */
  public void click(String id) throws Exception {
    evaluate("document.getElementById('" + id + "').click()");
  }

  /** Pretends to be a screen of a size, and a user who likes it dark or light. */
  public void screen(int width, int height, boolean phone, boolean dark) throws Exception {
    command(
        "Emulation.setDeviceMetricsOverride",
        DevTools.parameters()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", phone ? 2 : 1)
            .put("mobile", phone));
    ObjectNode media = DevTools.parameters();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    command("Emulation.setEmulatedMedia", media);
  }

  /** Shows it in front of all others; the others are not drawn. */
  public void front() throws Exception {
    command("Page.bringToFront", DevTools.parameters());
  }

  /** What it looks like, as PNG. */
  public byte[] screenshot() throws Exception {
    JsonNode image = command("Page.captureScreenshot", DevTools.parameters().put("format", "png"));
    return Base64.getDecoder().decode(image.get("data").asString());
  }
}
