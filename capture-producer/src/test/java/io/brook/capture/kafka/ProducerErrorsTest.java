package io.brook.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProducerErrorsTest {
    private static final ProducerErrors ERRORS = new ProducerErrors(Map.of("bootstrap.servers", "here:1"), "tap1");
    private static final String START = "cannot publish to topic packets at here:1: ";

    static Stream<Exception> passing() {
        return Stream.of(
                new TimeoutException("late\nor never"),
                new OutOfOrderSequenceException("late"),
                new InvalidTxnStateException("late"),
                new InvalidPidMappingException("late"));
    }

    static Stream<Exception> fenced() {
        return Stream.of(new ProducerFencedException("old"), new InvalidProducerEpochException("old"));
    }

    static Stream<Exception> lasting() {
        return Stream.of(new RecordTooLargeException("large"), new TransactionalIdAuthorizationException("no"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void anAbsentBrokerPasses(Exception e) {
        for (PublishException told : new PublishException[] {ERRORS.exception(e), ERRORS.exception(wrapped(e))}) {
            assertThat(told).hasMessage(START + "late");
            assertThat(told.isPassing()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("fenced")
    void aNameThatAnotherProcessHasTakenDoesNot(Exception e) {
        for (PublishException told : new PublishException[] {ERRORS.exception(e), ERRORS.exception(wrapped(e))}) {
            assertThat(told).message().startsWith(START + "another process has begun to publish as node tap1");
            assertThat(told.isPassing()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatTheBrokerWillRefuseAgainDoesNot(Exception e) {
        assertThat(ERRORS.exception(e)).hasMessage(START + e.getMessage());
        assertThat(ERRORS.exception(e).isPassing()).isFalse();
    }

    /** As a producer tells in one call of what went wrong in another. */
    private static KafkaException wrapped(Exception e) {
        return new KafkaException("in an error state", e);
    }
}
