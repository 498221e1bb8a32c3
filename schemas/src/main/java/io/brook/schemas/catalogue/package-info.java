/** What software that is not Brook's can know of the topics: their schemas. */
package io.brook.schemas.catalogue;
