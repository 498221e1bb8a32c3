/** The stream tasks of the stages that hear several origins: what they take in, and what they pass on, is in the order of the traffic. */
package io.brook.schemas.task;
