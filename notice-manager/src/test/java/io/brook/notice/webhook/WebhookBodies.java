package io.brook.notice.webhook;

import io.brook.schemas.log.NoticeLog;
import java.util.Arrays;
import java.util.List;

/** What is posted in all forms, for tests of other packages. */
public final class WebhookBodies {
    private WebhookBodies() {}

    /** The bodies for a notice, one for each form. */
    public static List<byte[]> of(NoticeLog notice) {
        return Arrays.stream(WebhookForm.values())
                .map(form -> form.body(notice))
                .toList();
    }
}
