/** Packets as they travel on the topic {@code packets}. */
package io.brook.schemas.packet;
