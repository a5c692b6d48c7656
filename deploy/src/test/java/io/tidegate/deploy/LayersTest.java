package io.tidegate.deploy;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tidegate", importOptions = DoNotIncludeTests.class)
class LayersTest {
    @ArchTest
    static final ArchRule STREAMS_KNOW_THE_CONTRACTS_ONLY = noClasses()
            .that(resideInAPackage("io.tidegate.streams.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.tidegate.connectors..",
                    "io.tidegate.deploy..",
                    "io.tidegate.simulatedaws..",
                    "io.micronaut.."));

    @ArchTest
    static final ArchRule CONNECTORS_KNOW_THE_CONTRACTS_ONLY = noClasses()
            .that(resideInAPackage("io.tidegate.connectors.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.tidegate.streams..", "io.tidegate.deploy..", "io.tidegate.simulatedaws..", "io.micronaut.."));

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_NOBODY = noClasses()
            .that(resideInAPackage("io.tidegate.schemas.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.tidegate.streams..", "io.tidegate.connectors..", "io.tidegate.deploy..", "io.micronaut.."));

    @ArchTest
    static final ArchRule SIMULATED_AWS_KNOWS_NO_TIDEGATE_AND_NO_KAFKA = noClasses()
            .that(resideInAPackage("io.tidegate.simulatedaws.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.kafka..")
                    .or(resideInAPackage("io.tidegate..").and(resideOutsideOfPackages("io.tidegate.simulatedaws.."))));

    @ArchTest
    static final ArchRule MICRONAUT_STAYS_IN_THE_SERVICE = noClasses()
            .that(resideOutsideOfPackages("io.tidegate.deploy.service.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.micronaut.."));

    // What may be asked of AWS is listed, and held against the calls, in connectors.
    @ArchTest
    static final ArchRule AWS_IS_CALLED_BY_CONNECTORS_ONLY = noClasses()
            .that(resideInAnyPackage("io.tidegate.deploy..", "io.tidegate.streams..", "io.tidegate.schemas.."))
            .and()
            // Somebody else, who writes to the simulated AWS of local mode.
            .doNotHaveSimpleName("Chaos")
            .and()
            .doNotHaveSimpleName("Operator")
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.."));

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses()
            .that(resideOutsideOfPackages("io.tidegate.deploy.cli.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.tidegate.deploy.cli.."));
}
