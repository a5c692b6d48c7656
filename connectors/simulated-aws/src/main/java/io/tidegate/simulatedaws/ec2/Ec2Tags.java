package io.tidegate.simulatedaws.ec2;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags in the shapes of EC2. */
public final class Ec2Tags {
    private Ec2Tags() {}

    /** In order of their keys. */
    public static List<Tag> shapes(SortedMap<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Those that a request wants for what it creates; of other types of resources it may not speak. */
    public static SortedMap<String, String> wanted(List<TagSpecification> specifications, String type) {
        var tags = new TreeMap<String, String>();
        for (var specification : specifications) {
            if (!type.equals(specification.resourceTypeAsString())) {
                throw Ec2Errors.invalid("'" + specification.resourceTypeAsString()
                        + "' is not a valid taggable resource type for this operation.");
            }
            specification.tags().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        }
        return tags;
    }
}
