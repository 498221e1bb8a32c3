package io.brook.deploy.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals to the process, by the JDK's {@code sun.misc.Signal}. The compiler warns about that class, and warnings are errors here, so
 * it is called by reflection.
 */
final class Signals {
    /** What was done about a signal before. */
    @FunctionalInterface
    interface Handler {
        /** Restores it. */
        void restore();
    }

    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /**
     * Calls a handler whenever the signal comes, each time on a new thread.
     *
     * @param name without {@code SIG}
     */
    static Handler handle(String name, Runnable action) {
        try {
            Class<?> type = Class.forName(HANDLER);
            Object signal = Class.forName(SIGNAL).getConstructor(String.class).newInstance(name);
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "brook's handler of " + name;
            };
            Object handler = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type}, calls);
            Object former = set(signal, handler);
            return () -> restore(signal, former);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no " + SIGNAL, e);
        }
    }

    private static void restore(Object signal, Object handler) {
        try {
            set(signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no " + SIGNAL, e);
        }
    }

    private static Object set(Object signal, Object handler) throws ReflectiveOperationException {
        return Class.forName(SIGNAL)
                .getMethod("handle", Class.forName(SIGNAL), Class.forName(HANDLER))
                .invoke(null, signal, handler);
    }
}
