package org.auricle.tools;

import picocli.CommandLine.Command;

/** n-gram language models. */
@Command(
    name = "lm",
    description = "Make n-gram language models, mix and convert them, and look into them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LmBuildCommand.class,
      LmMixCommand.class,
      LmConvertCommand.class,
      LmInfoCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle lm build text.txt -o lm.bin --prune 0,0,1",
      "  auricle lm mix lm.bin domain.bin --tune dev.txt -o mixed.bin",
      "  auricle lm convert lm.arpa.gz lm.bin",
      "  auricle lm info lm.bin"
    })
final class LmCommand extends CommandGroup {}
