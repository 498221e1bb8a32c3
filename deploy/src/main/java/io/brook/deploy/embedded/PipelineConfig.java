package io.brook.deploy.embedded;

import io.brook.capture.CaptureConfig;
import io.brook.deploy.cluster.TaskConfig;
import java.nio.file.Path;

/**
 * What a pipeline is told.
 *
 * @param partitions how many partitions the topics get that are spread over tasks
 * @param capture how packets are batched and spread
 * @param tasks what the stream tasks are told
 * @param logs how the logs are written
 */
public record PipelineConfig(int partitions, CaptureConfig capture, TaskConfig tasks, Logs logs) {
    /**
     * How the logs are written.
     *
     * @param directory where the files go
     * @param json JSON lines instead of Zeek's tab-separated ones
     * @param perSensor each sensor's files in a folder of its own, by its name
     */
    public record Logs(Path directory, boolean json, boolean perSensor) {}
}
