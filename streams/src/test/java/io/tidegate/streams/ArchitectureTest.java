package io.tidegate.streams;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What may depend on what in streams. The shell ({@code decide}, {@code once}, {@code replay}, {@code route}, {@code shadow.app}, {@code shell}, {@code trial}) speaks Kafka
 * and Avro; everything else is pure, but for {@code *Serdes}, which map to and from Avro.
 */
@AnalyzeClasses(packages = "io.tidegate.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SHELL = {
        "io.tidegate.streams.decide..",
        "io.tidegate.streams.once..",
        "io.tidegate.streams.replay..",
        "io.tidegate.streams.route..",
        "io.tidegate.streams.shadow.app..",
        "io.tidegate.streams.shell..",
        "io.tidegate.streams.trial.."
    };

    private static final DescribedPredicate<JavaClass> PURE = DescribedPredicate.describe(
            "pure", type -> !resideInAnyPackage(SHELL).test(type) && !isSerdes(type));

    private static final DescribedPredicate<JavaAccess<?>> CLOCK_OR_CHANCE =
            DescribedPredicate.describe("reads a clock, draws a number or sleeps", ArchitectureTest::isClockOrChance);

    private static final DescribedPredicate<JavaAccess<?>> HASH_ORDER =
            DescribedPredicate.describe("makes a collection in hash order", ArchitectureTest::isHashOrdered);

    @ArchTest
    static final ArchRule expressionsStandAlone = noClasses()
            .that()
            .resideInAPackage("..streams.expression..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.tidegate..")
                    .and(DescribedPredicate.not(resideInAPackage("..streams.expression.."))));

    @ArchTest
    static final ArchRule recurrencesStandAlone = noClasses()
            .that()
            .resideInAPackage("..streams.recurrence..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.tidegate..")
                    .and(DescribedPredicate.not(resideInAPackage("..streams.recurrence.."))));

    @ArchTest
    static final ArchRule policiesKnowOnlyExpressionsRecurrencesAndContracts = classes()
            .that()
            .resideInAPackage("..streams.policy..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.tidegate.streams.."))
                    .or(resideInAnyPackage("..streams.policy..", "..streams.expression..", "..streams.recurrence..")));

    @ArchTest
    static final ArchRule policiesDoNotKnowTheirFile = noClasses()
            .that()
            .resideInAPackage("io.tidegate.streams.policy")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..policy.file..");

    @ArchTest
    static final ArchRule scheduleKnowsOnlyPoliciesAndRecurrences = classes()
            .that()
            .resideInAPackage("..streams.schedule..")
            .should()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("io.tidegate.streams.."))
                    .or(resideInAnyPackage("..streams.schedule..", "..streams.policy..", "..streams.recurrence..")));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.tidegate.streams.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pureCodeSeesNoKafkaNoAvroNoLogNoIo = classes()
            .that(are(PURE))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "io.tidegate.streams..",
                            "io.tidegate.schemas.naming",
                            "java.lang..",
                            "java.math",
                            "java.time..",
                            "java.util",
                            "java.util.function",
                            "java.util.regex",
                            "java.util.stream",
                            "org.jspecify..")
                    .or(resideInAnyPackage("org.snakeyaml..", "ch.obermuhlner.math.big"))
                    .or(DescribedPredicate.describe(
                            "URI", type -> type.getName().equals("java.net.URI"))));

    @ArchTest
    static final ArchRule pureCodeDoesNotKnowTheShell =
            noClasses().that(are(PURE)).should().dependOnClassesThat().resideInAnyPackage(SHELL);

    @ArchTest
    static final ArchRule yamlStaysWithTheFilesThatAreWrittenInIt = noClasses()
            .that()
            .resideOutsideOfPackages("..policy.file..", "..ecsautoscale..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule timeEntersAsARecord = noClasses()
            .that()
            .resideOutsideOfPackage("..streams.shell..")
            .should()
            .accessTargetWhere(CLOCK_OR_CHANCE);

    @ArchTest
    static final ArchRule orderIsStable = noClasses().that(are(PURE)).should().accessTargetWhere(HASH_ORDER);

    private static boolean isSerdes(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.getSimpleName().endsWith("Serdes");
    }

    private static boolean isClockOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.lang.Thread" -> name.equals("sleep");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            default ->
                (owner.startsWith("java.time.") && name.equals("now"))
                        || owner.equals("java.time.Clock")
                        || (owner.endsWith("Random") && owner.startsWith("java.util."));
        };
    }

    private static boolean isHashOrdered(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean made =
                name.equals("<init>") && (owner.isEquivalentTo(HashMap.class) || owner.isEquivalentTo(HashSet.class));
        boolean copied = name.equals("copyOf") && (owner.isEquivalentTo(Map.class) || owner.isEquivalentTo(Set.class));
        boolean collected = owner.getName().equals("java.util.stream.Collectors")
                && Set.of("toSet", "toMap", "toUnmodifiableSet", "toUnmodifiableMap", "groupingBy")
                        .contains(name);
        return made || copied || collected;
    }
}
