package io.tidegate.simulatedaws.protocol;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes XML as the query protocols answer it, by the names that the SDK reads. */
final class XmlText {
    private final StringBuilder text = new StringBuilder();

    /** Opens an element of a namespace. */
    XmlText open(String name, String namespace) {
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlText open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    XmlText close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** An element that holds text. */
    XmlText element(String name, String content) {
        open(name);
        content.codePoints().forEach(this::escape);
        return close(name);
    }

    /** The members of a structure, in the order of the model, absent ones left out. */
    XmlText members(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            var value = field.getValueOrDefault(pojo);
            if (ShapeWriter.isPresent(value)) {
                member(field.unmarshallLocationName(), field, value);
            }
        }
        return this;
    }

    private void member(String name, SdkField<?> field, Object value) {
        switch (value) {
            case SdkPojo pojo -> open(name).members(pojo).close(name);
            case List<?> list -> list(name, field.getTrait(ListTrait.class), list);
            case Map<?, ?> map -> map(name, field.getTrait(MapTrait.class), map);
            case Instant time -> element(name, DateTimeFormatter.ISO_INSTANT.format(time));
            case SdkBytes bytes -> element(name, Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            default -> element(name, value.toString());
        }
    }

    private void list(String name, ListTrait list, List<?> members) {
        if (list.isFlattened()) {
            members.forEach(member -> member(name, list.memberFieldInfo(), member));
            return;
        }
        var memberName = list.memberLocationName() == null ? "member" : list.memberLocationName();
        open(name);
        members.forEach(member -> member(memberName, list.memberFieldInfo(), member));
        close(name);
    }

    private void map(String name, MapTrait map, Map<?, ?> entries) {
        var entryName = map.isFlattened() ? name : "entry";
        if (!map.isFlattened()) {
            open(name);
        }
        entries.forEach((key, value) -> {
            open(entryName).element(map.keyLocationName(), (String) key);
            member(map.valueLocationName(), map.valueFieldInfo(), value);
            close(entryName);
        });
        if (!map.isFlattened()) {
            close(name);
        }
    }

    private void escape(int codePoint) {
        switch (codePoint) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            default -> text.appendCodePoint(codePoint);
        }
    }

    /** The XML so far. */
    @Override
    public String toString() {
        return text.toString();
    }
}
