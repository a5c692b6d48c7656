package io.tidegate.simulatedaws.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

class TemplateShapesTest {

    /** What is copied by the names of members must have the same names on both sides, all the way down. */
    @Test
    void everythingThatAVersionCanBeMadeOfCanBeAnswered() {
        assertThat(members((SdkPojo) RequestLaunchTemplateData.builder(), ""))
                .hasSizeGreaterThan(100)
                .isSubsetOf(members((SdkPojo) ResponseLaunchTemplateData.builder(), ""));
    }

    private static Set<String> members(SdkPojo pojo, String path) {
        var names = new TreeSet<String>();
        for (SdkField<?> field : pojo.sdkFields()) {
            var name = path + "/" + field.memberName();
            names.add(name);
            nested(field).forEach(member -> names.addAll(members(member, name)));
        }
        return names;
    }

    private static List<SdkPojo> nested(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return List.of(field.constructor().get());
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            return nested(field.getTrait(ListTrait.class).memberFieldInfo());
        }
        return List.of();
    }
}
