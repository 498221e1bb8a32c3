/** How a stage tells the next one how far it has come, and what that is good for: order that does not depend on the split. */
package io.brook.schemas.progress;
