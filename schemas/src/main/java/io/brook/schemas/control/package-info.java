/** What the cluster is told while it runs. Generated from the IDL files. */
package io.brook.schemas.control;
