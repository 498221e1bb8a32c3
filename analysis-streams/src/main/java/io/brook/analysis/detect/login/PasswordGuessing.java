package io.brook.analysis.detect.login;

import io.brook.analysis.detect.contract.Detector;
import io.brook.analysis.detect.contract.DetectorInfo;
import io.brook.analysis.detect.contract.DetectorOption;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.detect.count.DistinctWindow;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds clients that guess passwords, by SSH and FTP as Zeek does, and by other protocols whose servers tell; and clients that log in
 * after they have guessed. Remembers at most {@value #MAX_GUESSERS} of these; the one that was found first goes first.
 */
public final class PasswordGuessing implements Detector<LoginAttempt> {
    static final int MAX_GUESSERS = 50_000;

    static final DetectorOption REMEMBERED = DetectorOption.interval(
            "LoginAfterGuessingInterval",
            86_400,
            "For how long a login by a client that has guessed passwords is reported. A day: who has found one rarely waits longer.");

    /** For the reference. */
    public static final List<DetectorInfo> INFOS = Stream.of(GuessingRule.values())
            .flatMap(rule -> Stream.of(
                    new DetectorInfo(
                            List.of(rule.guessing()),
                            what(rule) + " at least " + rule.threshold().key() + " times within "
                                    + rule.interval().key() + ".",
                            "client and protocol, 1 hour",
                            List.of(rule.threshold(), rule.interval())),
                    new DetectorInfo(
                            List.of(rule.login()),
                            "A client that was found guessing passwords logged in within LoginAfterGuessingInterval.",
                            "client, server and protocol, 1 hour",
                            List.of(REMEMBERED))))
            .toList();

    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final Map<GuessingRule, DistinctWindow> failures = new EnumMap<>(GuessingRule.class);

    /** When clients were found guessing, by protocol and address, in that order. */
    private final SavedMap<String, Long> guessers;

    private final long remembered;
    private final Consumer<Notice> notices;

    /** @param maps where it is kept what was counted of the sensor */
    public PasswordGuessing(DetectorSettings settings, String sensor, SavedMaps maps, Consumer<Notice> notices) {
        this.notices = notices;
        for (GuessingRule rule : GuessingRule.values()) {
            failures.put(
                    rule,
                    new DistinctWindow(
                            settings.get(rule.threshold()),
                            settings.seconds(rule.interval()),
                            sensor,
                            "failed logins " + rule,
                            maps));
        }
        remembered = settings.seconds(REMEMBERED).toNanos();
        guessers = maps.map(sensor, "guessers", Codec.STRING, Codec.LONG);
    }

    private static String what(GuessingRule rule) {
        return switch (rule) {
            case SSH -> "A client failed to log in by SSH, in different connections,";
            case FTP -> "FTP servers refused a client's user or password";
            case OTHER -> "A client failed to log in by SMTP, POP3 or MySQL";
        };
    }

    @Override
    public Class<LoginAttempt> evidence() {
        return LoginAttempt.class;
    }

    @Override
    public void observe(String subject, LoginAttempt attempt) {
        GuessingRule rule = GuessingRule.of(attempt.getProtocol());
        String guesser = attempt.getProtocol() + ' ' + attempt.getSource();
        long time = attempt.getMeta().getWritten();
        while (!guessers.isEmpty() && guessers.first() <= time - remembered) {
            guessers.remove(guessers.firstKey());
        }
        if (attempt.getAccepted()) {
            if (guessers.get(guesser) != null) {
                notices.accept(notice(rule.login(), attempt, guesser + ' ' + attempt.getTarget())
                        .setMsg(attempt.getSource() + " logged in to " + attempt.getTarget() + " by "
                                + attempt.getProtocol() + " after guessing passwords")
                        .setUid(attempt.getUid())
                        .setDst(attempt.getTarget())
                        .setP(attempt.getPort())
                        .build());
            }
            return;
        }
        failures.get(rule)
                .observe(guesser, attempt.getUid() + ' ' + time, attempt.getTarget(), time)
                .ifPresent(counted -> {
                    guessers.putLast(guesser, time);
                    if (guessers.size() > MAX_GUESSERS) {
                        guessers.remove(guessers.firstKey());
                    }
                    notices.accept(notice(rule.guessing(), attempt, guesser)
                            .setMsg(rule.message(attempt.getSource(), attempt.getProtocol(), counted))
                            .setSub("Sampled servers:  " + String.join(", ", counted.samples()))
                            .setN(counted.count())
                            .build());
                });
    }

    private static Notice.Builder notice(String note, LoginAttempt attempt, String identifier) {
        return Notice.newBuilder()
                .setSensor(attempt.getMeta().getSensor())
                .setNote(note)
                .setIdentifier(identifier)
                .setTime(attempt.getMeta().getWritten())
                .setSrc(attempt.getSource())
                .setSuppressFor(SUPPRESS_FOR);
    }
}
