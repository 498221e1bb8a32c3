package io.brook.analysis.topology;

import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What a task remembers of itself, in the store that holds its engines' pieces. Their keys begin with the length of the sensor's
 * name; these, with none.
 */
final class TaskMaps {
    private SavedMaps maps;

    /** Takes its own pieces out of all that were saved. */
    SavedMaps takeOutOf(Map<ByteBuffer, byte[]> saved) {
        Map<ByteBuffer, byte[]> own = new HashMap<>();
        for (Iterator<Map.Entry<ByteBuffer, byte[]>> all = saved.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<ByteBuffer, byte[]> piece = all.next();
            if (piece.getKey().getInt(piece.getKey().position()) == 0) {
                own.put(piece.getKey(), piece.getValue());
                all.remove();
            }
        }
        maps = new SavedMaps(own);
        return maps;
    }

    void save(StateSink sink) {
        maps.save(sink);
    }
}
