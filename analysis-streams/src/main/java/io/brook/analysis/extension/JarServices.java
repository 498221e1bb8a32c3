package io.brook.analysis.extension;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;

/** Finds the services of one jar only, so that a mistake is known to be that jar's; classes are those of all jars. */
final class JarServices extends URLClassLoader {
    private final ClassLoader all;

    JarServices(URL jar, ClassLoader all) {
        super(new URL[] {jar}, null);
        this.all = all;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return all.loadClass(name);
    }
}
