package io.tidegate.schemas.topic;

import io.tidegate.schemas.MetricSample;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro load the classes of this contract, and no others, by the names that stand in schemas. Avro keeps that
 * permission for the whole process and grants none by default; without it readers, and builders that fill in an enum, fail.
 */
public final class GeneratedClasses {
    private static final String PACKAGE = MetricSample.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(PACKAGE)));
    }

    private GeneratedClasses() {}

    /** Grants the permission, once, however often it is called. */
    public static void trust() {
        // The static initializer does it.
    }
}
