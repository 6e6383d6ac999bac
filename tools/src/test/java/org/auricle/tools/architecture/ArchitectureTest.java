package org.auricle.tools.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the arrows between modules over all product classes; tools sees every module. */
@AnalyzeClasses(packages = "org.auricle", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule engine = ArchitectureRules.ENGINE_KNOWS_NOBODY;
  @ArchTest static final ArchRule acoustic = ArchitectureRules.ACOUSTIC_KNOWS_ENGINE;
  @ArchTest static final ArchRule decoder = ArchitectureRules.DECODER_KNOWS_ENGINE;
  @ArchTest static final ArchRule models = ArchitectureRules.MODELS_KNOW_ENGINE_ACOUSTIC_DECODER;
  @ArchTest static final ArchRule grpc = ArchitectureRules.GRPC_KNOWS_ENGINE_AND_MODELS;
  @ArchTest static final ArchRule server = ArchitectureRules.SERVER_KNOWS_ENGINE_AND_MODELS;
  @ArchTest static final ArchRule everyClass = ArchitectureRules.EVERY_CLASS_HAS_A_MODULE;
  @ArchTest static final ArchRule vector = ArchitectureRules.VECTOR_API_STAYS_IN_VECTOR_KERNELS;
  @ArchTest static final ArchRule tarsos = ArchitectureRules.TARSOS_STAYS_IN_AUDIO;
  @ArchTest static final ArchRule print = ArchitectureRules.ONLY_TOOLS_PRINT;
  @ArchTest static final ArchRule exit = ArchitectureRules.ONLY_TOOLS_EXIT_OR_SET_PROPERTIES;
  @ArchTest static final ArchRule cycles = ArchitectureRules.NO_CYCLES;
}
