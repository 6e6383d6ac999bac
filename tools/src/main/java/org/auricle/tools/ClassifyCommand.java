package org.auricle.tools;

import picocli.CommandLine.Command;

/** Text classification. */
@Command(
    name = "classify",
    description = "Learn what texts are, such as the sentiment of transcripts, and say it.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ClassifyTrainCommand.class,
      ClassifyEvalCommand.class,
      ClassifyPredictCommand.class,
      ClassifyExportCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle classify train train.jsonl --dev dev.jsonl --out runs/sentiment",
      "  auricle classify eval runs/sentiment test.jsonl --html test.html",
      "  auricle classify predict runs/sentiment \"an enjoyable trifle\"",
      "  auricle classify export runs/sentiment -o sentiment.onnx"
    })
final class ClassifyCommand extends CommandGroup {}
