/** A cluster that a person runs from one place, as with zeekctl: layout, options, processes and their state. */
package io.brook.deploy.shell;
