package io.tidegate.deploy.decide;

import io.tidegate.streams.ecsautoscale.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into plain data; what is absent or of another kind is empty. */
record Fields(Item item) {

    Fields get(String key) {
        return new Fields(entries().getOrDefault(key, new Item.Scalar(item.place(), null)));
    }

    /** Values by key, none of anything but a mapping. */
    Map<String, Item> entries() {
        return item instanceof Item.Mapping mapping ? mapping.entries() : Map.of();
    }

    boolean has(String key) {
        return entries().containsKey(key);
    }

    /** What a list holds, nothing of anything else. */
    List<Fields> list() {
        return item instanceof Item.Sequence list
                ? list.items().stream().map(Fields::new).toList()
                : List.of();
    }

    String text(String otherwise) {
        return item instanceof Item.Scalar(var _, String text) ? text : otherwise;
    }

    int number(int otherwise) {
        return number().orElse(otherwise);
    }

    /** A number; AWS writes some as texts. */
    Optional<Integer> number() {
        return switch (item) {
            case Item.Scalar(var _, Number value) -> Optional.of(value.intValue());
            case Item.Scalar(var _, String text) when text.matches("[0-9]{1,9}") -> Optional.of(Integer.parseInt(text));
            default -> Optional.empty();
        };
    }

    boolean flag(boolean otherwise) {
        return item instanceof Item.Scalar(var _, Boolean flag) ? flag : otherwise;
    }
}
