package io.tidegate.deploy.simulation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A bug that is put into a method of a production class's bytes, in a class loader of tests alone.
 *
 * @param type fully qualified
 * @param method all of this name are changed
 */
record Mutation(String type, String method, Change change) {
    private static final String PACKAGE = "io.tidegate.";

    /** What becomes of a method. */
    sealed interface Change {
        default boolean fits(MethodModel method) {
            return true;
        }

        /** It does this and nothing else. */
        record Body(Consumer<CodeBuilder> code) implements Change {}

        /** It does this before all else, if it has that many parameters. */
        record First(int parameters, Consumer<CodeBuilder> code) implements Change {
            @Override
            public boolean fits(MethodModel method) {
                return method.methodTypeSymbol().parameterCount() == parameters;
            }
        }
    }

    static Mutation answers(String type, String method, boolean value) {
        return body(type, method, code -> code.loadConstant(value ? 1 : 0).ireturn());
    }

    static Mutation answersZero(String type, String method) {
        return body(type, method, code -> code.iconst_0().ireturn());
    }

    static Mutation doesNothing(String type, String method) {
        return body(type, method, CodeBuilder::return_);
    }

    static Mutation answersItself(String type, String method) {
        return body(type, method, code -> code.aload(0).areturn());
    }

    static Mutation answersItsNumber(String type, String method) {
        return body(type, method, code -> code.iload(1).ireturn());
    }

    static Mutation answersEmptyList(String type, String method) {
        var list = ClassDesc.of("java.util.List");
        return body(
                type,
                method,
                code -> code.invokestatic(list, "of", MethodTypeDesc.of(list), true)
                        .areturn());
    }

    static Mutation answersEmptyOptional(String type, String method) {
        var optional = ClassDesc.of("java.util.Optional");
        return body(
                type,
                method,
                code -> code.invokestatic(optional, "empty", MethodTypeDesc.of(optional))
                        .areturn());
    }

    static Mutation answersItsLong(String type, String method, String field) {
        var owner = ClassDesc.of(PACKAGE + type);
        return body(
                type,
                method,
                code -> code.aload(0)
                        .getfield(owner, field, ConstantDescs.CD_long)
                        .lreturn());
    }

    /** A method whose last parameter is work for later does it at once, too. */
    static Mutation runsAtOnce(String type, String method, int parameters) {
        var run = MethodTypeDesc.of(ConstantDescs.CD_void);
        return new Mutation(
                PACKAGE + type,
                method,
                new Change.First(
                        parameters,
                        code -> code.aload(parameters)
                                .invokeinterface(ClassDesc.of("java.lang.Runnable"), "run", run)));
    }

    private static Mutation body(String type, String method, Consumer<CodeBuilder> code) {
        return new Mutation(PACKAGE + type, method, new Change.Body(code));
    }

    /**
     * The class with the bug in it.
     *
     * @throws IllegalStateException when it has no such method: the bug would not be planted
     */
    byte[] applied(byte[] bytes) {
        var changed = new AtomicInteger();
        var file = ClassFile.of();
        ClassTransform transform = (builder, element) -> {
            if (element instanceof MethodModel model
                    && model.methodName().equalsString(method)
                    && model.code().isPresent()
                    && change.fits(model)) {
                changed.incrementAndGet();
                switch (change) {
                    case Change.Body(var code) ->
                        builder.withMethodBody(
                                model.methodName(),
                                model.methodType(),
                                model.flags().flagsMask(),
                                code);
                    case Change.First first ->
                        builder.transformMethod(model, MethodTransform.transformingCode(before(first.code())));
                }
            } else {
                builder.with(element);
            }
        };
        byte[] result = file.transformClass(file.parse(bytes), transform);
        if (changed.get() == 0) {
            throw new IllegalStateException("%s must have a method %s, had none".formatted(type, method));
        }
        return result;
    }

    private static CodeTransform before(Consumer<CodeBuilder> code) {
        return new CodeTransform() {
            @Override
            public void atStart(CodeBuilder builder) {
                code.accept(builder);
            }

            @Override
            public void accept(CodeBuilder builder, CodeElement element) {
                builder.with(element);
            }
        };
    }
}
