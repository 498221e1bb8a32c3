package io.brook.deploy.cli;

import java.lang.reflect.Proxy;

/**
 * The signal that tells daemons to check their files (SIGHUP, as {@code logrotate} sends it). By default Java would end the
 * process.
 */
final class Hangup {
    private Hangup() {}

    /** From now on the signal runs this, on a thread of its own. On a system without such a signal nothing happens. */
    static void runs(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    Hangup.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException e) {
            // Windows has none.
        }
    }
}
