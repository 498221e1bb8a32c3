/** What pieces of software call themselves, taken apart into a name and a version. */
package io.brook.analysis.software;
