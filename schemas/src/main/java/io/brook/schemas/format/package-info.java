/** Records as lines of Zeek's logs: columns, tab-separated text, JSON. */
package io.brook.schemas.format;
