package io.tidegate.streams.ecsautoscale;

import java.util.ArrayList;
import java.util.List;

/** Room left on instances, filled first fit in the order of the listing. */
final class Rooms {
    private final List<Size> rooms;

    Rooms(List<Size> rooms) {
        this.rooms = new ArrayList<>(rooms);
    }

    /** Places one thing; false when it fits nowhere. */
    boolean place(Size needed) {
        return place(needed, 1);
    }

    /** Places equal things one by one, which fills room by room; false when one fits nowhere. */
    boolean place(Size needed, long count) {
        long left = count;
        for (int i = 0; i < rooms.size(); i++) {
            Size room = rooms.get(i);
            long here = Math.min(left, needed.times(room));
            rooms.set(i, room.minus(needed, here));
            left -= here;
        }
        return left == 0;
    }
}
