/** A stretch of the topic packets that is analysed again. */
package io.brook.schemas.replay;
