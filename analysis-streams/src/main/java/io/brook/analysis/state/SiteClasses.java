package io.brook.analysis.state;

import java.util.Set;

/**
 * The classes of the site's jars: objects of them are saved like those of Brook's classes.
 *
 * @param loader knows them, and Brook's
 * @param names as {@link Class#getName} gives them
 */
public record SiteClasses(ClassLoader loader, Set<String> names) {
    /** No jars. */
    public static final SiteClasses NONE = new SiteClasses(SiteClasses.class.getClassLoader(), Set.of());

    boolean has(String name) {
        return names.contains(name);
    }
}
