package io.brook.deploy.embedded;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.notice.logger.LoggerConfig;

/**
 * The settings of a pipeline.
 *
 * @param topics how missing topics are created
 * @param capture how packets are batched and partitioned
 * @param tasks the settings of the stream tasks
 * @param logs how the logs are written
 */
public record PipelineConfig(TopicPlan topics, CaptureConfig capture, TaskConfig tasks, LoggerConfig logs) {}
