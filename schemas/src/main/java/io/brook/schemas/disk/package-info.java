/** Checks of directories before they are needed. */
package io.brook.schemas.disk;
