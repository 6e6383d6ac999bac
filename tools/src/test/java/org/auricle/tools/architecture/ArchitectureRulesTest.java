package org.auricle.tools.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.auricle.acoustic.brokenrules.AcousticThatKnowsDecoder;
import org.auricle.brokenrules.ClassWithoutModule;
import org.auricle.decoder.brokenrules.DecoderThatKnowsAcoustic;
import org.auricle.engine.brokenrules.EngineThatKnowsModels;
import org.auricle.engine.brokenrules.one.CycleOne;
import org.auricle.engine.brokenrules.two.CycleTwo;
import org.auricle.grpc.brokenrules.GrpcThatKnowsAcoustic;
import org.auricle.models.brokenrules.ModelsThatKnowGrpc;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds the class that was made to break it. */
class ArchitectureRulesTest {

  static Stream<Arguments> rulesAndOffenders() {
    Class<?>[] engine = {EngineThatKnowsModels.class};
    return Stream.of(
        arguments(ArchitectureRules.ENGINE_KNOWS_NOBODY, engine),
        arguments(ArchitectureRules.ACOUSTIC_KNOWS_ENGINE, classes(AcousticThatKnowsDecoder.class)),
        arguments(ArchitectureRules.DECODER_KNOWS_ENGINE, classes(DecoderThatKnowsAcoustic.class)),
        arguments(
            ArchitectureRules.MODELS_KNOW_ENGINE_ACOUSTIC_DECODER,
            classes(ModelsThatKnowGrpc.class)),
        arguments(
            ArchitectureRules.GRPC_KNOWS_ENGINE_AND_MODELS, classes(GrpcThatKnowsAcoustic.class)),
        arguments(ArchitectureRules.EVERY_CLASS_HAS_A_MODULE, classes(ClassWithoutModule.class)),
        arguments(ArchitectureRules.VECTOR_API_STAYS_IN_VECTOR_KERNELS, engine),
        arguments(ArchitectureRules.TARSOS_STAYS_IN_AUDIO, engine),
        arguments(ArchitectureRules.ONLY_TOOLS_PRINT, engine),
        arguments(ArchitectureRules.ONLY_TOOLS_EXIT_OR_SET_PROPERTIES, engine),
        arguments(ArchitectureRules.NO_CYCLES, classes(CycleOne.class, CycleTwo.class)));
  }

  @ParameterizedTest
  @MethodSource("rulesAndOffenders")
  void ruleBites(ArchRule rule, Class<?>[] offenders) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(offenders)).hasViolation())
        .isTrue();
  }

  private static Class<?>[] classes(Class<?>... classes) {
    return classes;
  }
}
