package io.brook.deploy.embedded;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.notice.logger.LoggerConfig;

/**
 * What a pipeline is told.
 *
 * @param topics how those that are missing are made
 * @param capture how packets are batched and spread
 * @param tasks what the stream tasks are told
 * @param logs how the logs are written
 */
public record PipelineConfig(TopicPlan topics, CaptureConfig capture, TaskConfig tasks, LoggerConfig logs) {}
