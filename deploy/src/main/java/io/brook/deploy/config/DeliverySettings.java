package io.brook.deploy.config;

import io.brook.notice.outbox.DeliveryRules;
import java.time.Duration;

/** How patiently notices are delivered. */
final class DeliverySettings {
    private static final Option GIVE_UP_AFTER = Option.integer("GiveUpAfter", 86_400, 1)
            .about("For how long a mail server, one of its recipients, or a webhook may fail before notices are given up for it: they go to the"
                    + " topic dead-letters. RetentionHours must be longer.")
            .in("seconds")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER);

    static final OptionGroup GROUP = OptionGroup.of("Delivery", GIVE_UP_AFTER);

    private DeliverySettings() {}

    static DeliveryRules rules(Values values) {
        return new DeliveryRules(Duration.ofSeconds(values.integer(GIVE_UP_AFTER)));
    }
}
