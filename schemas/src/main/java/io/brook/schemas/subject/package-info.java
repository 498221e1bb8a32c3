/** Records that are keyed by what they are about: observations, evidence, notices. Generated from the IDL files. */
package io.brook.schemas.subject;
