#!/usr/bin/env bash
# What Jupyter starts: the Java kernel as the driver of a Spark, with the job's classes and those of the notebooks.
source "$(dirname -- "${BASH_SOURCE[0]}")/../jobs/lib.sh"
experiment=("$root"/target/lrmf-spark-*-experiment.jar)
export SPARK_DIST_CLASSPATH="$root/target/notebooks/classes:$(job_jar):${experiment[0]}:$root/target/notebooks/jars/*"
submit --class io.github.lrmfspark.notebook.Kernel spark-internal "$1"
