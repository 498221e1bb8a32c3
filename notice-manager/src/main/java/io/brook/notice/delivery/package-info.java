/** What all ways of telling people about notices have in common. */
package io.brook.notice.delivery;
