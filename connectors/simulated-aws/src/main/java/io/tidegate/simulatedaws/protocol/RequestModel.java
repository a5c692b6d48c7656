package io.tidegate.simulatedaws.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** Finds the SDK's model class of an operation's request by its name. */
final class RequestModel {
    private static final Pattern OPERATION = Pattern.compile("[A-Z][A-Za-z0-9]{1,99}");
    private static final Map<String, Class<?>> KNOWN = new ConcurrentHashMap<>();

    private RequestModel() {}

    /** A fresh builder of the request, or empty when the API has no such operation. */
    static Optional<SdkPojo> empty(AwsApi api, String operation) {
        if (!OPERATION.matcher(operation).matches()) { // The name comes from outside and becomes a class name.
            return Optional.empty();
        }
        var name = "software.amazon.awssdk.services." + api.modelPackage() + ".model." + operation + "Request";
        try {
            var known = KNOWN.get(name);
            var type = known == null ? Class.forName(name) : known;
            KNOWN.putIfAbsent(name, type);
            return Optional.of((SdkPojo) type.getMethod("builder").invoke(null));
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException("the model of " + name + " has no usable builder", unexpected);
        }
    }
}
