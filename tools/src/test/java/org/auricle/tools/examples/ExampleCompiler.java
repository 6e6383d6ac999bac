package org.auricle.tools.examples;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles examples against the class path of the tests. */
final class ExampleCompiler {
  private ExampleCompiler() {}

  private static final class Source extends SimpleJavaFileObject {
    private final Example example;
    private final String text;

    Source(Example example, List<String> packages) {
      super(URI.create("string:///" + example.typeName() + ".java"), Kind.SOURCE);
      this.example = example;
      text = example.source(packages);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /**
   * Compiles.
   *
   * @param packages that lines may use without naming them
   * @param target takes the classes
   * @return what is wrong, each with the place of the example's line
   */
  static List<String> compile(List<Example> examples, List<String> packages, Path target) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8);
    List<String> options =
        List.of(
            "-proc:none",
            "-Xlint:none",
            "-d",
            target.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    List<Source> sources = examples.stream().map(example -> new Source(example, packages)).toList();
    boolean well = compiler.getTask(null, files, found, options, null, sources).call();
    List<String> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(place(diagnostic) + diagnostic.getMessage(Locale.ROOT));
      }
    }
    if (!well && errors.isEmpty()) {
      errors.add("the compiler says no, and not why");
    }
    return errors;
  }

  private static String place(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() instanceof Source source
        ? source.example.file()
            + ":"
            + (source.example.firstLine() + diagnostic.getLineNumber() - 1)
            + ": "
        : "";
  }
}
