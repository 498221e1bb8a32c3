#!/usr/bin/python3
"""Prints the lines of one of Brook's log topics as JSON, one a line.

Needs confluent-kafka and avro (Debian: python3-confluent-kafka python3-avro), and the schemas that
`brook schema --write DIR` writes.

    read_log.py --bootstrap-servers HOST:PORT --schemas DIR [--follow] log.conn

It reads from the beginning of the topic and, unless it is to follow, ends at its end. Times are nanoseconds since the epoch.
"""

import argparse
import io
import json
import pathlib
import sys

import avro.io
import avro.schema
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

MARKER = b"\xc3\x01"
HEADER = 10


def load(directory):
    """The schemas in a directory, by fingerprint: the eight bytes that stand before each record, the lowest first."""
    schemas = {}
    for file in sorted(pathlib.Path(directory).glob("*.avsc")):
        schema = avro.schema.parse(file.read_text())
        schemas[bytes.fromhex(schema.get_prop("fingerprint"))[::-1]] = schema
    if not schemas:
        sys.exit(f"{directory}: no .avsc files; brook schema --write {directory} makes them")
    return schemas


def decode(value, schemas):
    """A record in Avro's single-object encoding, as a dictionary."""
    if value[:2] != MARKER:
        raise ValueError("not in Avro's single-object encoding")
    schema = schemas.get(value[2:HEADER])
    if schema is None:
        raise ValueError(f"no schema with fingerprint {value[2:HEADER][::-1].hex()}; are the files of this Brook's version?")
    return avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(value[HEADER:])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bootstrap-servers", required=True)
    parser.add_argument("--schemas", required=True)
    parser.add_argument("--follow", action="store_true")
    parser.add_argument("topic")
    arguments = parser.parse_args()
    schemas = load(arguments.schemas)

    consumer = Consumer({
        "bootstrap.servers": arguments.bootstrap_servers,
        "group.id": "read_log",
        # Without it, lines appear that were taken back, and appear again.
        "isolation.level": "read_committed",
        "enable.auto.commit": False,
        "enable.partition.eof": True,
    })
    partitions = consumer.list_topics(arguments.topic, timeout=10).topics[arguments.topic].partitions
    if not partitions:
        sys.exit(f"{arguments.topic}: there is no such topic")
    consumer.assign([TopicPartition(arguments.topic, p, OFFSET_BEGINNING) for p in partitions])
    ended = set()
    while arguments.follow or len(ended) < len(partitions):
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            if message.error().code() != KafkaError._PARTITION_EOF:
                sys.exit(str(message.error()))
            ended.add(message.partition())
        else:
            print(json.dumps(decode(message.value(), schemas)), flush=arguments.follow)
    consumer.close()


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, KeyboardInterrupt):
        pass
