package io.brook.analysis.engine;

import io.brook.analysis.file.Feed;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a session has not said the end of: they end with it, except those of which other connections may bring more. At
 * most {@value #MAX_OPEN}; past that the first one ends.
 */
final class SessionFiles {
    static final int MAX_OPEN = 64;

    private final List<Feed> open = new ArrayList<>(0);

    void add(Feed feed) {
        if (!feed.isOfOneSession()) {
            return;
        }
        open.removeIf(Feed::isEnded);
        if (open.size() >= MAX_OPEN) {
            open.remove(0).end();
        }
        open.add(feed);
    }

    void end() {
        open.forEach(Feed::end);
        open.clear();
    }
}
