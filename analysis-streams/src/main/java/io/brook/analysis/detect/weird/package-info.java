/** Which of all the oddities that workers see are worth a line. */
package io.brook.analysis.detect.weird;
