package org.auricle.tools;

import picocli.CommandLine.Command;

/** Word pieces. */
@Command(
    name = "pieces",
    description = {
      "Find word pieces in texts, and divide texts into them.",
      "",
      "A recipe finds its pieces itself (\"text\": {\"pieces\": {\"count\": 200}}); these commands"
          + " show beforehand what they are like, and make pieces of more text than was recorded."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PiecesTrainCommand.class, PiecesSplitCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle pieces train text.txt -o pieces.txt --count 200",
      "  auricle pieces split pieces.txt < text.txt",
      "  auricle train recipe.json --set text.pieces.file=pieces.txt --out runs/pieces"
    })
final class PiecesCommand extends CommandGroup {}
