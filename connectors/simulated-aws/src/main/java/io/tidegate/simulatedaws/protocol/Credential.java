package io.tidegate.simulatedaws.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request is signed with; the signature itself is not checked.
 *
 * @param region that the client is bound to
 * @param service as signatures name it, for example {@code monitoring}
 * @param sessionToken of temporary credentials, else empty
 */
public record Credential(String accessKeyId, String region, String service, String sessionToken) {
    // AWS4-HMAC-SHA256 Credential=<access key id>/<date>/<region>/<service>/aws4_request (Signature Version 4).
    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/[^/]*/([^/]*)/([^/]*)/");

    /** Of a request; empty when it is not signed. */
    public static Optional<Credential> of(WireRequest request) {
        var scope = SCOPE.matcher(request.header("authorization"));
        return scope.find()
                ? Optional.of(new Credential(
                        scope.group(1), scope.group(2), scope.group(3), request.header("x-amz-security-token")))
                : Optional.empty();
    }

    /** Whether it is for STS, which is the same in all regions. */
    public boolean isForSts() {
        return service.equals("sts");
    }
}
