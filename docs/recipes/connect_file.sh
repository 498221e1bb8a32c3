#!/bin/sh
# Copies topics of JSON lines (setting JsonTopics) into a file with Kafka Connect, from Maven Central, until it is interrupted.
# usage: connect_file.sh BROKERS TOPIC[,TOPIC...] FILE     e.g. connect_file.sh kafka1:9092 zeek.conn,zeek.dns all.json
# Needs Maven, and a JDK of version 17 or newer. Connect keeps how far it is in the group connect-brook-file.
set -eu
[ $# -eq 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
version=4.3.1
work=${TMPDIR:-/tmp}/brook-connect-$version
mkdir -p "$work"
if [ ! -d "$work/lib" ]; then
  cat > "$work/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>recipe</groupId><artifactId>connect</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>connect-runtime</artifactId><version>$version</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>connect-file</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
POM
  mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
fi
cat > "$work/worker.properties" <<WORKER
bootstrap.servers=$1
key.converter=org.apache.kafka.connect.storage.StringConverter
value.converter=org.apache.kafka.connect.storage.StringConverter
offset.storage.file.filename=$work/offsets
consumer.isolation.level=read_committed
consumer.auto.offset.reset=earliest
plugin.path=$work/lib
listeners=http://127.0.0.1:0
WORKER
cat > "$work/sink.properties" <<SINK
name=brook-file
connector.class=org.apache.kafka.connect.file.FileStreamSinkConnector
tasks.max=1
topics=$2
file=$3
SINK
exec java -cp "$work/lib/*" org.apache.kafka.connect.cli.ConnectStandalone "$work/worker.properties" "$work/sink.properties"
