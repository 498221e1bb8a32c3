package io.brook.deploy.embedded;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.notice.logger.LoggerConfig;

/**
 * What a pipeline is told.
 *
 * @param partitions how many partitions the topics get that are spread over tasks
 * @param capture how packets are batched and spread
 * @param tasks what the stream tasks are told
 * @param logs how the logs are written
 */
public record PipelineConfig(int partitions, CaptureConfig capture, TaskConfig tasks, LoggerConfig logs) {}
