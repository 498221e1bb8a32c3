/** How records become bytes and back. */
package io.brook.schemas.serde;
