package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.Understander;
import org.auricle.models.understanding.UnderstandingFile;
import picocli.CommandLine.Option;

/** What orders are evaluated by. */
final class OrderOptions {
  @Option(
      names = "--domain",
      paramLabel = "FILE",
      description =
          "Evaluate orders: the manifest's \"intent\" and \"slots\" are compared with what this"
              + " domain file makes of what is heard. Prints the percentage of orders that are"
              + " right in both.")
  private Path domain;

  @Option(
      names = "--understanding",
      paramLabel = "MODEL",
      description =
          "With --domain: what \"auricle train domain\" has written, to understand other words,"
              + " too.")
  private Path understanding;

  @Option(
      names = "--reject",
      paramLabel = "MANIFEST",
      description =
          "With --domain: recordings of other speech; prints how many are taken for an order. May"
              + " be repeated.")
  private List<Path> others = List.of();

  /** Whether orders are to be evaluated. */
  boolean isGiven() {
    return domain != null;
  }

  /** Fails if it does not fit together. */
  void check() {
    if (domain == null && (understanding != null || !others.isEmpty())) {
      throw new InputException(
          (understanding != null ? "--understanding" : "--reject") + ": needs --domain FILE");
    }
  }

  /** The domain's file. */
  Path file() {
    return domain;
  }

  /** Manifests of other speech. */
  List<Path> others() {
    return others;
  }

  /** What understands orders. */
  Understander understander() throws IOException, DomainException {
    Domain read = DomainReader.read(TextFiles.notFolder(domain));
    return understanding == null
        ? Understander.of(read)
        : Understander.of(read, UnderstandingFile.read(understanding));
  }
}
