package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.NgramModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** ARPA to binary and back. */
@Command(
    name = "convert",
    description = {
      "Convert an n-gram model between ARPA's format and the binary one, which is small and opens"
          + " at once. No figure changes."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  auricle lm convert lm.arpa.gz lm.bin", "  auricle lm convert lm.bin lm.arpa"})
final class LmConvertCommand implements Callable<Integer> {

  @ParentCommand private LmCommand lm;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "What to read: ARPA, plain or gzip, or binary, whatever its name.")
  private Path input;

  @Parameters(
      index = "1",
      paramLabel = "OUTPUT",
      description = "Where to write it; in ARPA's format if the name ends in .arpa, else binary.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    NgramModel model = LanguageModels.openNgram(input);
    if (output.toString().endsWith(".arpa")) {
      model.writeArpa(output);
    } else {
      model.write(output);
    }
    return 0;
  }
}
