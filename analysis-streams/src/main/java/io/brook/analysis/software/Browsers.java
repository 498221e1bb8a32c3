package io.brook.analysis.software;

import io.brook.schemas.log.SoftwareVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What browsers call themselves. Each claims to be the ones before it, so that its own name has to be looked for, from the
 * most telling one to the least.
 */
final class Browsers {
    private static final Pattern BROWSER = Pattern.compile("^(?:Mozilla|Opera)/[0-9]+\\.");
    private static final Pattern OPERA_AT_END = Pattern.compile("Opera [0-9.]*$");
    private static final Pattern MSIE = Pattern.compile("MSIE [0-9]{1,2}\\.*[0-9]*b?[0-9]*");
    private static final Pattern EDGE = Pattern.compile("Edge/[0-9.]*");
    private static final Pattern VERSION = Pattern.compile("Version/[0-9.]*");
    private static final Pattern OWN_NAME = Pattern.compile("(?:Firefox|Netscape|Thunderbird)/[0-9.]*");
    private static final Pattern CHROME = Pattern.compile("Chrome/[0-9.]*");
    private static final Pattern SMALL_OPERA = Pattern.compile("Opera M(?:ini|obi)");
    private static final Pattern OPERA_MINI = Pattern.compile("Opera Mini/[0-9.]*");
    private static final Pattern FLASH = Pattern.compile("(?<=^(?:Mozilla|Opera)/)[^/ ]*");
    private static final Pattern ADOBE_AIR = Pattern.compile("AdobeAIR/[0-9.]*");
    private static final Pattern WEBKIT = Pattern.compile("AppleWebKit/[0-9.]*");
    private static final Pattern JAVA_AFTER_BLANK = Pattern.compile(" Java/[0-9]\\.");
    private static final Pattern JAVA = Pattern.compile("Java/[0-9._]*");

    /** Internet Explorer by the version of its engine, which does not lie. */
    private static final List<Map.Entry<String, Long>> TRIDENT = List.of(
            Map.entry("Trident/4.0", 8L),
            Map.entry("Trident/5.0", 9L),
            Map.entry("Trident/6.0", 10L),
            Map.entry("Trident/7.0", 11L));

    private record Rule(Predicate<String> applies, String name, Pattern version) {}

    /** Browsers that need no more than a name and where the version stands. */
    private static final List<Rule> AFTER_CHROME = List.of(
            new Rule(text -> text.contains("Flash%20Player"), "Flash", FLASH),
            new Rule(text -> text.contains("AdobeAIR/"), "AdobeAIR", ADOBE_AIR),
            new Rule(text -> text.contains("AppleWebKit/"), "Unspecified WebKit", WEBKIT),
            new Rule(text -> JAVA_AFTER_BLANK.matcher(text).find(), "Java", JAVA));

    private Browsers() {}

    static boolean isBrowser(String banner) {
        return BROWSER.matcher(banner).find();
    }

    static Optional<Software> parse(String banner) {
        if (OPERA_AT_END.matcher(banner).find()) {
            return named("Opera", banner, OPERA_AT_END);
        }
        if (banner.contains(" MSIE ") || banner.contains("Trident/")) {
            return Optional.of(msie(banner));
        }
        if (banner.contains("Edge/")) {
            return named("Edge", banner, EDGE);
        }
        if (hasInOrder(banner, "Version/", "Safari/")) {
            return Optional.of(safari(banner));
        }
        if (OWN_NAME.matcher(banner).find()) {
            return found(OWN_NAME, banner).map(PlainBanner::parse);
        }
        if (hasInOrder(banner, "Chrome/", "Safari/")) {
            return named("Chrome", banner, CHROME);
        }
        if (banner.startsWith("Opera/")) {
            return Optional.of(opera(banner));
        }
        return AFTER_CHROME.stream()
                .filter(rule -> rule.applies.test(banner))
                .findFirst()
                .flatMap(rule -> named(rule.name, banner, rule.version));
    }

    private static Optional<Software> named(String name, String banner, Pattern version) {
        return Optional.of(new Software(name, version(version, banner)));
    }

    private static Software msie(String banner) {
        for (Map.Entry<String, Long> engine : TRIDENT) {
            if (banner.contains(engine.getKey())) {
                return new Software("MSIE", new SoftwareVersion(engine.getValue(), 0L, null, null, null));
            }
        }
        return new Software("MSIE", version(MSIE, banner));
    }

    private static Software safari(String banner) {
        SoftwareVersion version = version(VERSION, banner);
        if (hasInOrder(banner, " Mobile", " Safari")) {
            version.setAddl("Mobile");
        }
        return new Software("Safari", version);
    }

    private static Software opera(String banner) {
        if (!banner.contains("Opera Mini/") && !banner.contains("Opera Mobi/")) {
            return new Software("Opera", version(VERSION, banner));
        }
        boolean hasVersion = VERSION.matcher(banner).find();
        String name = found(SMALL_OPERA, banner).orElseThrow();
        return new Software(name, version(hasVersion ? VERSION : OPERA_MINI, banner));
    }

    private static SoftwareVersion version(Pattern where, String banner) {
        return found(where, banner)
                .map(part -> PlainBanner.parse(part).version())
                .orElseGet(SoftwareVersion::new);
    }

    private static Optional<String> found(Pattern where, String banner) {
        Matcher found = where.matcher(banner);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    private static boolean hasInOrder(String text, String one, String other) {
        int at = text.indexOf(one);
        return at >= 0 && text.indexOf(other, at + one.length()) >= 0;
    }
}
