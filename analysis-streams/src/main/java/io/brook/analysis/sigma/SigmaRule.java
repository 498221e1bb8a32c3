package io.brook.analysis.sigma;

import io.brook.schemas.log.LogStream;

/**
 * A rule, compiled.
 *
 * @param id its identifier, or else its title
 * @param title what it finds, in a few words
 * @param level how bad that is, such as {@code high}
 * @param log of which lines it is
 * @param test what a line must be like
 */
record SigmaRule(String id, String title, String level, LogStream log, SigmaTest test) {}
