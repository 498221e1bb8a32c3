/** What logins of many connections say together. */
package io.brook.analysis.detect.login;
