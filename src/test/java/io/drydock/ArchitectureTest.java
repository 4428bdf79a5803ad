package io.drydock;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.drydock.model.DrydockException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages: who may see whom, and who may use which library. */
class ArchitectureTest {

    private static final String HOME = "io.drydock.";

    @TestFactory
    Stream<DynamicTest> arrows() {
        JavaClasses classes = new ClassFileImporter()
                .importUrl(DrydockException.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .as("what is looked at")
                .contains(HOME + "model.spec", HOME + "plan", HOME + "run", HOME + "engine", HOME + "docker");
        return Stream.of(
                        sees("model", "model"),
                        sees("plan", "model", "plan"),
                        sees("event", "model", "event"),
                        seesOfOurs("engine", "model", "dockerfile", "engine"),
                        seesNone("config", "engine", "docker", "buildkit", "run", "plan", "git", "report", "mojo"),
                        seesNone("report", "run", "engine", "docker", "buildkit", "plan", "git", "mojo"),
                        nobodySeesMojo(),
                        only("org.apache.maven..", "mojo"),
                        only("org.codehaus.plexus..", "mojo"),
                        only("org.eclipse.jgit..", "git"),
                        only("com.fasterxml.jackson..", "docker", "buildkit", "report", "git"),
                        only("org.apache.hc..", "buildkit"),
                        only("org.apache.commons.compress..", "docker", "dockerfile", "run"),
                        noCycles(),
                        noPropertiesWritten(),
                        noMutableStatics())
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> HOME + name + "..").toArray(String[]::new);
    }

    /** Sees these packages and {@code java.*} alone. */
    private static ArchRule sees(String name, String... seen) {
        String[] allowed =
                Stream.concat(Stream.of("java.."), Stream.of(packages(seen))).toArray(String[]::new);
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(HOME + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    /** Of our packages sees these alone. */
    private static ArchRule seesOfOurs(String name, String... seen) {
        return noClasses()
                .that()
                .resideInAPackage(HOME + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.drydock..").and(resideOutsideOfPackages(packages(seen))));
    }

    private static ArchRule seesNone(String name, String... unseen) {
        return noClasses()
                .that()
                .resideInAPackage(HOME + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(unseen));
    }

    private static ArchRule nobodySeesMojo() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HOME + "mojo..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOME + "mojo..");
    }

    private static ArchRule only(String library, String... users) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(users))
                .and()
                // the help goal is generated where the base package is
                .haveSimpleNameNotEndingWith("HelpMojo")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchRule noCycles() {
        return slices().matching("io.drydock.(*)..").should().beFreeOfCycles();
    }

    private static ArchRule noPropertiesWritten() {
        return noClasses()
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .orShould()
                .callMethod(System.class, "clearProperty", String.class)
                .orShould()
                .callMethod(System.class, "setProperties", java.util.Properties.class);
    }

    private static ArchRule noMutableStatics() {
        return fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal();
    }
}
