package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.NgramModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** What an n-gram model is made of. */
@Command(name = "info", description = "Say what an n-gram model is made of, and check it.")
final class LmInfoCommand implements Callable<Integer> {

  @ParentCommand private LmCommand lm;

  @Parameters(paramLabel = "MODEL", description = "ARPA, plain or gzip, or binary.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    NgramModel model = LanguageModels.openNgram(file);
    lm.console().out().println(json ? json(model) : text(model));
    return 0;
  }

  private static String json(NgramModel model) {
    ObjectNode object = Json.object();
    object.put("order", model.order());
    for (int order = 1; order <= model.order(); order++) {
      object.withArray("ngrams").add(model.count(order));
    }
    object.put("binaryBytes", model.bytes());
    object.put("bytesPerNgram", Json.rounded((double) model.bytes() / model.ngrams()));
    return Json.line(object);
  }

  private static String text(NgramModel model) {
    Page page = new Page();
    for (int order = 1; order <= model.order(); order++) {
      page.line(order + "-grams", "%,d", model.count(order));
    }
    double each = (double) model.bytes() / model.ngrams();
    page.line("binary", "%,d bytes, %.2f an n-gram", model.bytes(), each);
    return page.toString();
  }
}
