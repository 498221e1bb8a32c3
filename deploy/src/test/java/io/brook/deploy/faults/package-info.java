/** Brook as processes of its own, some of which are killed: what they write must not show it. */
package io.brook.deploy.faults;
