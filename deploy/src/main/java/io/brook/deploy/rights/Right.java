package io.brook.deploy.rights;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * A permission of Kafka's authorizer.
 *
 * @param resource the resource, or a pattern of names
 * @param operation the permitted operation
 */
public record Right(ResourcePattern resource, AclOperation operation) {
    static Right on(ResourceType type, String name, AclOperation operation) {
        return new Right(new ResourcePattern(type, name, PatternType.LITERAL), operation);
    }

    static Right onAll(ResourceType type, String prefix, AclOperation operation) {
        return new Right(new ResourcePattern(type, prefix, PatternType.PREFIXED), operation);
    }

    /** Whether its resource or pattern includes this name. */
    boolean concerns(ResourceType type, String name) {
        return resource.resourceType() == type
                && (resource.patternType() == PatternType.PREFIXED
                        ? name.startsWith(resource.name())
                        : resource.name().equals(name) || resource.name().equals(ResourcePattern.WILDCARD_RESOURCE));
    }

    /** Such as {@code Read on topic packets}. */
    @Override
    public String toString() {
        String type =
                switch (resource.resourceType()) {
                    case TOPIC -> "topic";
                    case GROUP -> "group";
                    case TRANSACTIONAL_ID -> "transactional id";
                    default -> "";
                };
        String what =
                switch (resource.patternType()) {
                    case PREFIXED -> type + "s that begin with " + resource.name();
                    default -> type.isEmpty() ? "the cluster" : type + ' ' + resource.name();
                };
        return SecurityUtils.operationName(operation) + " on " + what;
    }
}
