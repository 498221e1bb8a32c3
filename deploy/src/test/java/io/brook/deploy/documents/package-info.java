/** Whether what the documents name is there: classes, settings, commands, files, and what links lead to. */
package io.brook.deploy.documents;
