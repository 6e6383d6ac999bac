package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.models.classification.ClassifierFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A text classifier for ONNX. */
@Command(
    name = "export",
    description = {
      "Write a text classifier as ONNX.",
      "",
      "In go ids of words and of pairs of neighbouring words, which follow from the lists in the"
          + " file's metadata; out come the classes' probabilities."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  auricle classify export runs/sentiment -o sentiment.onnx"})
final class ClassifyExportCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder of \"classify train\", or its .safetensors file.")
  private Path model;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The .onnx file to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    TextFiles.requireWritable(out);
    WholeFile.write(out, ClassifierFile.onnx(ClassifierFile.read(model)));
    parent.console().note(out + ": written");
    return 0;
  }
}
