package io.brook.analysis.file;

import io.brook.schemas.log.ConnId;

/**
 * A connection that has carried a file or a part of it.
 *
 * @param uid its unique identifier
 * @param id its endpoints
 */
record Carrier(String uid, ConnId id) {}
