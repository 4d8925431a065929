#!/usr/bin/env bash
# Runs notebooks from the first cell to the last, all of them or those that are named, and keeps what they show in their files:
#
#   notebooks/run.sh [NOTEBOOK...]
#
# With LRMF_NOTEBOOKS=short they take few steps of one seed, and what they show goes to target/notebooks/short. Sets up what is
# missing first: Jupyter, for which it has to be root, the Java kernel, and the job. A cell that throws ends it with code 1.
source "$(dirname -- "${BASH_SOURCE[0]}")/../jobs/lib.sh"
cd "$root"
setup=$PWD/target/notebooks
kernel=io.github.padreati:rapaio-jupyter-kernel:2.3.0
plots=org.knowm.xchart:xchart:3.8.8

if ! command -v jupyter-nbconvert > /dev/null; then
  apt-get update
  apt-get install --yes --no-install-recommends jupyter-nbconvert jupyter-client fonts-dejavu-core
fi
build
for artifact in "$kernel" "$plots"; do
  IFS=: read -r _ name version <<< "$artifact"
  if [[ ! -f $setup/jars/$name-$version.jar ]]; then
    mvn -q dependency:copy -Dartifact="$artifact" -DoutputDirectory="$setup/jars"
  fi
done
"${JAVA_HOME:+$JAVA_HOME/bin/}javac" -d "$setup/classes" -cp "$setup/jars/*:target/classes:target/spark/jars/*" notebooks/*.java

# Jupyter talks to the kernel on 127.0.0.1 and finds it here, not in anybody's home.
mkdir -p "$setup/kernels/java"
cat > "$setup/kernels/java/kernel.json" << JSON
{"argv": ["$PWD/notebooks/kernel.sh", "{connection_file}"],
 "display_name": "Java", "language": "java", "interrupt_mode": "message"}
JSON
export JUPYTER_PATH=$setup LC_ALL=C.UTF-8

words=(--to notebook --execute --ExecutePreprocessor.timeout=-1 --ExecutePreprocessor.record_timing=False)
if [[ ${LRMF_NOTEBOOKS:-} == short ]]; then
  words+=(--output-dir "$setup/short")
else
  words+=(--inplace)
fi
(($#)) || set -- notebooks/*.ipynb
for notebook in "$@"; do
  jupyter-nbconvert "${words[@]}" "notebooks/$(basename -- "$notebook")"
done
