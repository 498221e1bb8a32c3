package io.brook.analysis.detect.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DhcpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.progress.EventTimeOrder;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.TestShelf;
import io.brook.schemas.subject.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DhcpTransactionsTest {
    private static final int DISCOVER = 1;
    private static final int OFFER = 2;
    private static final int REQUEST = 3;
    private static final int ACK = 5;
    private static final ConnId BROADCAST = new ConnId("0.0.0.0", 68, "255.255.255.255", 67);
    private static final ConnId UNICAST = new ConnId("10.0.0.7", 68, "10.0.0.1", 67);
    private static final ConnId ANSWER = new ConnId("10.0.0.1", 67, "255.255.255.255", 68);

    private final List<DhcpLog> lines = new ArrayList<>();
    private final DhcpTransactions transactions = new DhcpTransactions(lines::add, "s", new SavedMaps());

    private static DhcpMessage message(double second, String uid, ConnId id, Direction direction, int type) {
        return DhcpMessage.newBuilder()
                .setMeta(new LogMeta("s", time(second)))
                .setUid(uid)
                .setId(id)
                .setFromOriginator(direction.isFromOriginator())
                .setType(type)
                .setClientHardware("02:00:00:00:00:01")
                .build();
    }

    private static long time(double second) {
        return (long) (second * TimeUnit.SECONDS.toNanos(1));
    }

    private void discover(double second) {
        transactions.observe("1", message(second, "C1", BROADCAST, Direction.ORIGINATOR, DISCOVER));
    }

    /** A client that gets an address: four messages over three connections. */
    private static List<DhcpMessage> handshake() {
        DhcpMessage discover = message(1, "C1", BROADCAST, Direction.ORIGINATOR, DISCOVER);
        discover.setHostName("desk");
        DhcpMessage offer = message(1.1, "C2", ANSWER, Direction.ORIGINATOR, OFFER);
        offer.setAssigned("10.0.0.7");
        DhcpMessage request = message(1.2, "C1", BROADCAST, Direction.ORIGINATOR, REQUEST);
        request.setRequested("10.0.0.7");
        request.setClientIdentifier("02:00:00:00:00:02");
        DhcpMessage ack = message(1.5, "C3", UNICAST, Direction.RESPONDER, ACK);
        ack.setAssigned("10.0.0.7");
        ack.setLease(time(900));
        ack.setDomain("example.org");
        ack.setMessage("welcome");
        return List.of(discover, offer, request, ack);
    }

    @Test
    void putsAllOfATransactionIntoOneLine() {
        handshake().forEach(message -> transactions.observe("1", message));
        transactions.end(time(90));
        assertThat(lines).hasSize(1);
        DhcpLog line = lines.get(0);
        assertThat(line.getTs()).isEqualTo(time(1));
        assertThat(line.getUids()).containsExactly("C1", "C2", "C3");
        assertThat(line.getMsgTypes()).containsExactly("DISCOVER", "OFFER", "REQUEST", "ACK");
        assertThat(line.getDuration()).isEqualTo(time(1.5) - time(1));
        assertThat(line.getClientAddr()).isEqualTo("10.0.0.7");
        assertThat(line.getServerAddr()).isEqualTo("10.0.0.1");
        assertThat(line.getAssignedAddr()).isEqualTo("10.0.0.7");
        assertThat(line.getRequestedAddr()).isEqualTo("10.0.0.7");
        assertThat(line.getHostName()).isEqualTo("desk");
        assertThat(line.getMac()).isEqualTo("02:00:00:00:00:02");
        assertThat(line.getLeaseTime()).isEqualTo(time(900));
        assertThat(line.getDomain()).isEqualTo("example.org");
        assertThat(line.getServerMessage()).isEqualTo("welcome");
        assertThat(line.getClientMessage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void isTheSameLineHoweverManyWorkersSawPartsOfIt(int workers) {
        Random random = new Random(workers);
        for (int round = 0; round < 50; round++) {
            lines.clear();
            List<DhcpMessage> arriving = new ArrayList<>(handshake());
            Collections.shuffle(arriving, random);
            EventTimeOrder<Report> order =
                    new EventTimeOrder<>(Report.TIE, new SavedMaps(), TestShelf.make(), Report.CODEC);
            arriving.forEach(each -> order.add("s", each.getMeta().getWritten(), new Report("1", each)));
            DhcpTransactions joined = new DhcpTransactions(lines::add, "s", new SavedMaps());
            for (int worker = 0; worker < workers; worker++) {
                Progress heard = new Progress("s", "analysis", worker, workers, time(2), random.nextBoolean());
                order.advance(heard, report -> joined.observe(report.subject(), (DhcpMessage) report.found()));
            }
            joined.end(time(90));
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).getMsgTypes()).containsExactly("DISCOVER", "OFFER", "REQUEST", "ACK");
            assertThat(lines.get(0).getUids()).containsExactly("C1", "C2", "C3");
        }
    }

    @Test
    void keepsTransactionsApart() {
        transactions.observe("1", message(1, "C1", BROADCAST, Direction.ORIGINATOR, DISCOVER));
        transactions.observe("2", message(1, "C1", BROADCAST, Direction.ORIGINATOR, DISCOVER));
        transactions.end(time(90));
        assertThat(lines).hasSize(2);
    }

    private List<String> look(double second) {
        lines.clear();
        transactions.look(time(second), time(0));
        return lines.stream()
                .map(line -> line.getTs() / time(1) + "+" + line.getDuration() / time(1))
                .toList();
    }

    @Test
    void isOverWhenALookFindsItOldAndQuiet() {
        discover(1);
        assertThat(look(10.5)).isEmpty();
        assertThat(look(20.5)).containsExactly("1+0");
        assertThat(lines.get(0).getMeta().getWritten()).isEqualTo(time(20.5));
    }

    @Test
    void goesOnFromLookToLookWhileThereAreMessagesWhateverTheirPauses() {
        discover(1);
        discover(9);
        assertThat(look(12)).isEmpty();
        discover(21);
        assertThat(look(22.5)).isEmpty();
        assertThat(look(33)).containsExactly("1+20");
    }

    @Test
    void aPauseThatNoLookFallsIntoDoesNotCutIt() {
        discover(1);
        discover(10);
        discover(19);
        assertThat(look(20)).isEmpty();
        transactions.end(time(24));
        assertThat(lines).hasSize(1);
    }

    @Test
    void isOverAfterHalfAMinuteThoughThereAreMessages() {
        for (int second = 1; second <= 30; second += 1) {
            discover(second);
        }
        assertThat(look(31)).isEmpty();
        assertThat(look(31.1)).containsExactly("1+29");
    }

    @Test
    void ageCountsFromAWholeSecondAfterTheFirstPacket() {
        discover(3.9);
        assertThat(look(13)).isEmpty();
        assertThat(look(13.1)).containsExactly("3+0");
    }

    @Test
    void fiveQuietSecondsAreNotYetMoreThanFive() {
        discover(1);
        discover(15);
        assertThat(look(20)).isEmpty();
    }

    @Test
    void isOverWhenItHasBecomeTooLarge() {
        for (int i = 0; i < DhcpTransactions.MAX_CONNECTIONS; i++) {
            transactions.observe("1", message(1, "C" + i, BROADCAST, Direction.ORIGINATOR, DISCOVER));
        }
        assertThat(lines).hasSize(1);
        for (int i = 0; i < DhcpTransactions.MAX_MESSAGES; i++) {
            discover(2);
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1).getMsgTypes()).hasSize(DhcpTransactions.MAX_MESSAGES);
    }

    @Test
    void remembersNoMoreThanItMay() {
        for (int i = 0; i <= DhcpTransactions.MAX_TRANSACTIONS; i++) {
            transactions.observe(Integer.toString(i), message(1, "C1", BROADCAST, Direction.ORIGINATOR, DISCOVER));
        }
        assertThat(lines).hasSize(1);
    }

    @Test
    void namesTypesThatItDoesNotKnowByTheirNumbers() {
        transactions.observe("1", message(1, "C1", BROADCAST, Direction.ORIGINATOR, 0));
        transactions.observe("1", message(1, "C1", BROADCAST, Direction.ORIGINATOR, 18));
        transactions.observe("1", message(1, "C1", BROADCAST, Direction.ORIGINATOR, 19));
        transactions.end(time(90));
        assertThat(lines.get(0).getMsgTypes())
                .containsExactly("unknown-message-type-0", "TLS", "unknown-message-type-19");
    }

    @Test
    void takesTheHardwareAddressOfTheHeaderIfThereIsNoOther() {
        discover(1);
        transactions.end(time(90));
        assertThat(lines.get(0).getMac()).isEqualTo("02:00:00:00:00:01");
    }
}
