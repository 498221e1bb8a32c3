/** How a stage tells the next one how far it has come, and the order that this makes possible, whatever the split. */
package io.brook.schemas.progress;
