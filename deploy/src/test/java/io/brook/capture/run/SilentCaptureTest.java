package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.kafka.ProducerSettings;
import io.brook.schemas.topic.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;

/** A capture that is silent for longer than its transaction may be open: nobody waits for it, and it goes on nevertheless. */
class SilentCaptureTest extends CaptureTests {
    private static final int SILENT_AFTER = 200;

    private boolean wasSilent;

    @Test
    void goesOnFromItsLastCommit() throws Exception {
        Map<String, Object> impatient = new HashMap<>(client());
        impatient.put("transaction.timeout.ms", 1000);
        CaptureListener silent = new CaptureListener() {
            @Override
            public void progress(long packets, long fileBytes) {}

            @Override
            public void next(long packets) {
                if (packets >= SILENT_AFTER && !wasSilent && state() == TransactionState.ONGOING) {
                    wasSilent = true;
                    while (state() != TransactionState.COMPLETE_ABORT) {
                        pause();
                    }
                }
            }
        };
        try (TracePublisher publisher = new TracePublisher(CONFIG, () -> new KafkaSink(impatient, sensor, pace()))) {
            publisher.publish(sensor, OFFICE, silent);
            publisher.flush();
        }
        assertThat(wasSilent).isTrue();
        assertComplete(sensor, OFFICE);
    }

    private TransactionState state() {
        String id = ProducerSettings.transactionalId(new Names(""), sensor);
        try (Admin admin = Admin.create(client())) {
            return admin.describeTransactions(List.of(id)).description(id).get().state();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
