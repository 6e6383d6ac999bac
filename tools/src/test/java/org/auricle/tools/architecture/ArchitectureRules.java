package org.auricle.tools.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;

/** The lines that docs/architecture.md draws, as rules over classes. */
final class ArchitectureRules {
  private static final String ALL = "org.auricle..";
  private static final String ENGINE = "org.auricle.engine..";
  private static final String ACOUSTIC = "org.auricle.acoustic..";
  private static final String DECODER = "org.auricle.decoder..";
  private static final String MODELS = "org.auricle.models..";
  private static final String GRPC = "org.auricle.grpc..";
  private static final String SERVER = "org.auricle.server.."; // of the same module
  private static final String TOOLS = "org.auricle.tools..";

  static final ArchRule ENGINE_KNOWS_NOBODY = arrows(ENGINE);
  static final ArchRule ACOUSTIC_KNOWS_ENGINE = arrows(ACOUSTIC, ENGINE);
  static final ArchRule DECODER_KNOWS_ENGINE = arrows(DECODER, ENGINE);
  static final ArchRule MODELS_KNOW_ENGINE_ACOUSTIC_DECODER =
      arrows(MODELS, ENGINE, ACOUSTIC, DECODER);
  static final ArchRule GRPC_KNOWS_ENGINE_AND_MODELS = arrows(GRPC, SERVER, ENGINE, MODELS);
  static final ArchRule SERVER_KNOWS_ENGINE_AND_MODELS = arrows(SERVER, GRPC, ENGINE, MODELS);

  /** Without this one, a new top-level package would have no arrows at all. */
  static final ArchRule EVERY_CLASS_HAS_A_MODULE =
      classes()
          .that()
          .resideInAPackage(ALL)
          .should()
          .resideInAnyPackage(ENGINE, ACOUSTIC, DECODER, MODELS, GRPC, SERVER, TOOLS);

  /** VectorKernels and its parts; {@code VectorMath} is a facade. */
  static final ArchRule VECTOR_API_STAYS_IN_VECTOR_KERNELS =
      noClasses()
          .that()
          .haveNameNotMatching("org\\.auricle\\.engine\\.math\\.Vector(?!Math).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  static final ArchRule TARSOS_STAYS_IN_AUDIO =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.auricle.engine.audio..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("be.tarsos..");

  static final ArchRule ONLY_TOOLS_PRINT =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOOLS)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  static final ArchRule ONLY_TOOLS_EXIT_OR_SET_PROPERTIES =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOOLS)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .orShould()
          .callMethod(System.class, "setProperty", String.class, String.class);

  static final ArchRule NO_CYCLES = slices().matching("org.auricle.(**)").should().beFreeOfCycles();

  private ArchitectureRules() {}

  private static ArchRule arrows(String module, String... known) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(ALL))
                .or(resideInAPackage(module))
                .or(resideInAnyPackage(known))
                .as("lie outside of Auricle or in the modules that " + module + " may know"));
  }
}
