/** How each process of a cluster is doing; the records are generated from ProcessStatus.avdl. */
package io.brook.schemas.status;
