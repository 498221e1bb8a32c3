package io.brook.deploy.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A document in Markdown.
 *
 * @param code what is set as code within the text
 * @param blocks the blocks of code
 * @param tables the tables
 * @param links where its links lead
 * @param anchors what links to its headings end with, as GitHub makes them
 * @param text its words, without code
 */
record Page(
        List<String> code,
        List<Block> blocks,
        List<Table> tables,
        List<String> links,
        Set<String> anchors,
        String text) {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /**
     * A block of code.
     *
     * @param language what it says it is; empty when it says nothing
     */
    record Block(String language, List<String> lines) {}

    /** A table, as the texts of its cells; code in them keeps its marks. */
    record Table(List<String> headings, List<List<String>> rows) {}

    static Page read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Page parse(String markdown) {
        Collector collector = new Collector();
        PARSER.parse(markdown).accept(collector);
        return collector.page;
    }

    /** Walks through the document. */
    private static final class Collector extends AbstractVisitor {
        private final StringBuilder words = new StringBuilder();
        private final List<String> code = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private final List<Table> tables = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final Set<String> anchors = new LinkedHashSet<>();
        private Page page;

        @Override
        public void visit(org.commonmark.node.Document document) {
            visitChildren(document);
            page = new Page(code, blocks, tables, links, anchors, words.toString());
        }

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak end) {
            words.append('\n');
        }

        @Override
        public void visit(Code span) {
            code.add(span.getLiteral().strip());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            blocks.add(new Block(block.getInfo(), block.getLiteral().lines().toList()));
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Heading heading) {
            anchors.add(textOf(heading)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-'));
            visitChildren(heading);
            words.append('\n');
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            words.append('\n');
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock table) {
                tables.add(table(table));
            }
            visitChildren(block);
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
            words.append('\n');
        }

        private static Table table(TableBlock table) {
            List<List<String>> heads = new ArrayList<>();
            List<List<String>> rows = new ArrayList<>();
            for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
                for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                    if (row instanceof TableRow && part instanceof TableHead) {
                        heads.add(cells(row));
                    } else if (row instanceof TableRow && part instanceof TableBody) {
                        rows.add(cells(row));
                    }
                }
            }
            return new Table(heads.get(0), rows);
        }

        private static List<String> cells(Node row) {
            List<String> cells = new ArrayList<>();
            for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                if (cell instanceof TableCell) {
                    cells.add(marked(cell));
                }
            }
            return cells;
        }

        private static String marked(Node cell) {
            StringBuilder text = new StringBuilder();
            cell.accept(new AbstractVisitor() {
                @Override
                public void visit(Text each) {
                    text.append(each.getLiteral());
                }

                @Override
                public void visit(Code each) {
                    text.append('`').append(each.getLiteral()).append('`');
                }
            });
            return text.toString();
        }

        private static String textOf(Node node) {
            return marked(node).replace("`", "");
        }
    }
}
