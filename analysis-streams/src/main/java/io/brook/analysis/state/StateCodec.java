package io.brook.analysis.state;

import io.brook.analysis.digest.Digest;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.UnreadableStateException;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.fory.Fory;
import org.apache.fory.config.CompatibleMode;
import org.apache.fory.config.Config;
import org.apache.fory.config.Language;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/**
 * Turns a graph of plain objects into bytes and back. Of objects that belong to the engine and not to the state, the
 * <em>services</em>, only the place is kept: restored objects hold the services that this codec was made with. What another
 * version of Brook has saved is read field by field; records with other components are refused.
 *
 * <p>Saves only Brook's own classes, the site's, those of the libraries whose state is meant to be saved, and the JDK's values and
 * collections: what is restored was on a topic, and that is input too. Not thread-safe.
 */
public final class StateCodec {
    private static final String OWN = "io.brook.";

    /** Classes by the start of their names. */
    private static final List<String> SAVED =
            List.of(OWN, "java.lang.", "java.util.", "java.math.", "com.jcraft.jzlib.");

    /** The site's own classes. */
    private static volatile SiteClasses site = SiteClasses.NONE;

    private static final List<String> NEVER_SAVED =
            List.of("java.lang.invoke.", "java.lang.reflect.", "java.util.concurrent.");

    private final List<?> services;
    private final ByNumber<?> numbered;
    private final Layouts layouts = new Layouts();

    /** Names of classes that are not saved. */
    private final Set<String> refused = new HashSet<>();

    /** It takes 60 KB, and many sensors have ended before anything of theirs is saved. */
    private Fory fory;

    /** A codec for objects of one class, without services. */
    public static <V> Codec<V> of(Class<V> type) {
        StateCodec codec = new StateCodec(List.of());
        return new Codec<>() {
            @Override
            public byte[] encode(V value) {
                return codec.save(value);
            }

            @Override
            public V decode(byte[] bytes) {
                return type.cast(codec.restore(bytes));
            }
        };
    }

    /**
     * Objects that several graphs refer to, and that are saved elsewhere.
     *
     * @param numberOf gives the number by which one is found again
     * @param find gives the object of a number
     */
    public record ByNumber<T>(Class<T> type, ToLongFunction<T> numberOf, LongFunction<T> find) {
        private <S extends T> Serializer<S> serializer(Config config, Class<S> subtype) {
            return new NumberSerializer<>(config, subtype, this);
        }
    }

    /** @param services objects that are not saved but found again, each the only one of its class */
    public StateCodec(List<?> services) {
        this(services, null);
    }

    /** @param numbered objects of whose class and those below it only the number is saved; null for none */
    public <T> StateCodec(List<?> services, ByNumber<T> numbered) {
        this.services = List.copyOf(services);
        this.numbered = numbered;
    }

    /**
     * From now on this process also saves and restores objects of the site's classes. For the start of a process, before there is a
     * codec.
     */
    public static void addSite(SiteClasses classes) {
        site = classes;
    }

    private Fory fory() {
        if (fory == null) {
            fory = build();
        }
        return fory;
    }

    private Fory build() {
        Fory built = Fory.builder()
                .withLanguage(Language.JAVA)
                .withRefTracking(true)
                .withCompatibleMode(CompatibleMode.SCHEMA_CONSISTENT)
                // Records with other components are refused, rather than read wrongly.
                .withClassVersionCheck(true)
                .withClassLoader(site.loader())
                .requireClassRegistration(false)
                .suppressClassRegistrationWarnings(true)
                .withTypeChecker((resolver, name) -> check(name))
                // The code that it would generate does not take in jzlib, and costs more at start than it saves.
                .withCodegen(false)
                .build();
        built.registerSerializerFactory((types, type) -> serializerOf(types, type, numbered));
        services.forEach(service -> built.registerSerializer(
                service.getClass(), types -> new ServiceSerializer(types.getConfig(), service)));
        return built;
    }

    private boolean check(String name) {
        if (isSaved(name)) {
            return true;
        }
        refused.add(name);
        return false;
    }

    /** Fory also asks of classes without having an object of them. */
    private Optional<String> refusedBecause(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        return refused.stream().filter(message::contains).findFirst();
    }

    /** @param name as {@link Class#getName} gives it, of arrays too */
    private static boolean isSaved(String name) {
        int dimensions = name.lastIndexOf('[') + 1;
        if (dimensions > 0 && name.length() == dimensions + 1) {
            // An array of numbers.
            return true;
        }
        String element = dimensions > 0 ? name.substring(dimensions + 1) : name;
        return site.has(element)
                || SAVED.stream().anyMatch(element::startsWith)
                        && NEVER_SAVED.stream().noneMatch(element::startsWith);
    }

    private <T> Serializer<?> serializerOf(TypeResolver types, Class<?> type, ByNumber<T> numbered) {
        if (SpecificRecordBase.class.isAssignableFrom(type)) {
            return new RecordSerializer(types.getConfig(), type.asSubclass(SpecificRecordBase.class));
        }
        if (Digest.class.isAssignableFrom(type)) {
            return new DigestSerializer(types.getConfig());
        }
        if (numbered != null && numbered.type().isAssignableFrom(type)) {
            return numbered.serializer(types.getConfig(), type.asSubclass(numbered.type()));
        }
        if ((type.getName().startsWith(OWN) || site.has(type.getName())) && hasFieldsOfItsOwn(type)) {
            return new ObjectSerializer<>(types.getConfig(), type, layouts);
        }
        return null;
    }

    /** A record's fields cannot be set; enumerations have none to speak of. */
    private static boolean hasFieldsOfItsOwn(Class<?> type) {
        return !type.isInterface()
                && !type.isArray()
                && !type.isRecord()
                && !type.isHidden()
                && !type.isSynthetic()
                && !Enum.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers());
    }

    /**
     * @return the graph as bytes
     * @throws RuntimeException when an object in it is of a class that is not meant to be saved: a bug of its owner
     */
    public byte[] save(Object graph) {
        layouts.begin();
        return fory().serialize(graph);
    }

    /**
     * @return the graph that was saved
     * @throws UnreadableStateException when the bytes are not what {@link #save} has made, or were saved by a version of Brook
     *     whose state this one cannot read
     */
    public Object restore(byte[] bytes) {
        layouts.begin();
        try {
            return fory().deserialize(bytes);
        } catch (RuntimeException e) {
            throw refusedBecause(e)
                    .map(name -> UnreadableStateException.ofUnknownClass(name, e))
                    .orElseGet(() -> new UnreadableStateException(e));
        }
    }
}
