/** What the headers of Windows executables say: pe.log (Microsoft's PE format). */
package io.brook.analysis.file.pe;
