package io.brook.deploy.reference;

/** The part of a page between two marks that is made from the code; what is around it is written by people. */
final class GeneratedPart {
    private static final String BEGIN = "<!-- Generated from here on: do not edit, run `./brook reference .` -->\n";
    private static final String END = "<!-- Generated up to here -->\n";

    private GeneratedPart() {}

    /**
     * The page with another generated part.
     *
     * @throws IllegalArgumentException when the page has no marks
     */
    static String replace(String page, String generated) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("has no lines " + BEGIN.strip() + " and " + END.strip());
        }
        return page.substring(0, begin + BEGIN.length()) + '\n' + generated + '\n' + page.substring(end);
    }
}
