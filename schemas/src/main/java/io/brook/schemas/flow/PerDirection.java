package io.brook.schemas.flow;

import java.util.function.Function;

/** One of something for each direction of a connection. */
public final class PerDirection<T> {
    private T ofOriginator;
    private T ofResponder;

    /** @param each what a direction has at first */
    public PerDirection(Function<Direction, T> each) {
        ofOriginator = each.apply(Direction.ORIGINATOR);
        ofResponder = each.apply(Direction.RESPONDER);
    }

    public T get(Direction direction) {
        return direction.isFromOriginator() ? ofOriginator : ofResponder;
    }

    public void set(Direction direction, T value) {
        if (direction.isFromOriginator()) {
            ofOriginator = value;
        } else {
            ofResponder = value;
        }
    }
}
