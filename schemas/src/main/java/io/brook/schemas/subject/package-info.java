/** What observations, evidence and notices are about, and what of it is news. */
package io.brook.schemas.subject;
