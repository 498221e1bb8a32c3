package io.brook.schemas.store;

/** Shelves without a task. */
public final class TestShelf {
    private TestShelf() {}

    /** A shelf whose temporary file is there until the process ends. */
    public static Shelf make() {
        return new PieceShelf(new PieceStore.Supplier("test").get());
    }
}
