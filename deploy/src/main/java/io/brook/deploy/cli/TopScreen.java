package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.shell.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** The whole screen of a terminal for a table of nodes, until the key q. What was there before is there afterwards. */
final class TopScreen {
    private static final int POLL_MS = 100;
    private static final int END = -1;

    private final Terminal terminal;
    private final TopSamples samples;
    private TopTable.Order order = TopTable.Order.NODE;
    private volatile boolean over;

    TopScreen(Terminal terminal, TopSamples samples) {
        this.terminal = terminal;
        this.samples = samples;
    }

    /**
     * Shows each sample, until it is ended by q, Ctrl-C or the end of the input.
     *
     * @throws RunException when there are no more samples
     */
    void show() throws IOException, RunException {
        Attributes before = terminal.enterRawMode();
        SignalHandler interrupt = terminal.handle(Signal.INT, signal -> over = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        try {
            draw();
        } finally {
            terminal.puts(Capability.cursor_visible);
            terminal.puts(Capability.exit_ca_mode);
            terminal.handle(Signal.INT, interrupt);
            terminal.setAttributes(before);
            terminal.flush();
        }
    }

    private void draw() throws IOException, RunException {
        Display display = new Display(terminal, true);
        NonBlockingReader keys = terminal.reader();
        Size shown = null;
        while (!over) {
            Size size = terminal.getSize();
            if (!size.equals(shown)) {
                display.resize(size.getRows(), size.getColumns());
                display.clear();
                shown = size;
            }
            display.update(lines(size), 0);
            take(keys.read(POLL_MS));
        }
    }

    private void take(int key) {
        if (key == 'q' || key == 'Q' || key == END) {
            over = true;
        }
        Arrays.stream(TopTable.Order.values()).filter(each -> each.key() == key).forEach(each -> order = each);
    }

    private List<AttributedString> lines(Size size) throws RunException {
        TopSamples.Sample sample = samples.last();
        List<String> texts = new ArrayList<>();
        if (sample == null) {
            texts.add("brook top: looking at the nodes ...");
        } else {
            texts.add("brook top " + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "   "
                    + sample.table().running() + "   sorted by " + order.word());
            texts.addAll(sample.complaints());
        }
        texts.add("q quit; sort by " + keys());
        int heading = texts.size();
        if (sample != null) {
            texts.addAll(text(sample.table().rows(order)));
        }
        int room = Math.max(1, size.getRows());
        if (texts.size() > room) {
            int hidden = texts.size() - room + 1;
            texts = new ArrayList<>(texts.subList(0, room - 1));
            texts.add("and " + hidden + " more nodes; make the window higher, or name nodes");
        }
        List<AttributedString> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            AttributedStyle style = i == heading ? AttributedStyle.INVERSE : AttributedStyle.DEFAULT;
            lines.add(new AttributedString(texts.get(i), style).columnSubSequence(0, size.getColumns()));
        }
        return lines;
    }

    private static String keys() {
        return Arrays.stream(TopTable.Order.values())
                .map(each -> each.key() + " " + each.word())
                .collect(Collectors.joining(", "));
    }

    private static List<String> text(Rows rows) {
        StringWriter text = new StringWriter();
        rows.print(new PrintWriter(text), false);
        return text.toString().lines().toList();
    }
}
