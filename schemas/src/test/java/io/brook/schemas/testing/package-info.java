/** What the tests of several modules share: frames built in code, and where the shared material is. */
package io.brook.schemas.testing;
