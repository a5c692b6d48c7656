package io.tidegate.connectors.provision;

import java.util.List;
import java.util.Optional;

/**
 * A member of a resource that is not as the file wants it.
 *
 * @param member as AWS calls it
 * @param is what stands; empty when nothing does
 * @param wanted what the file says
 */
public record Difference(String member, Optional<String> is, String wanted) {

    /** The member without what is inside it. */
    String top() {
        return member.split("[.\\[]", 2)[0];
    }

    /** Those inside a member. */
    static List<Difference> within(String top, List<Difference> all) {
        return all.stream().filter(one -> one.top().equals(top)).toList();
    }

    /** Those outside a member. */
    static List<Difference> outside(String top, List<Difference> all) {
        return all.stream().filter(one -> !one.top().equals(top)).toList();
    }
}
