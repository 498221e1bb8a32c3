/** Flows: the header walk that finds a frame's flow tuple, the key made of it, and the partition it belongs to. */
package io.brook.schemas.flow;
