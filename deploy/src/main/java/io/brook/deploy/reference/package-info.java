/**
 * The reference for people and programs: tables of logs, topics, settings and metrics, made from what declares these.
 * {@code brook reference} writes them into the tracked pages, and a test fails when a page is not what the code says.
 */
package io.brook.deploy.reference;
