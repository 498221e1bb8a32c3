package io.brook.notice;

import java.util.List;

/**
 * What becomes of notices.
 *
 * @param mailTo the addresses that get each notice by mail at once; none when empty
 */
public record NoticeConfig(List<String> mailTo) {}
