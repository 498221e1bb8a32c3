/** The schemas of the topics, for other software. */
package io.brook.schemas.catalogue;
