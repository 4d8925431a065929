#!/usr/bin/env bash
# What Jupyter starts: the Java kernel as the driver of a Spark, with the job's classes and those of the notebooks.
source "$(dirname -- "${BASH_SOURCE[0]}")/../jobs/lib.sh"
jar=$(job_jar)
export SPARK_DIST_CLASSPATH="$root/target/notebooks/classes:$jar:${jar%-job.jar}-experiment.jar:$root/target/notebooks/jars/*"
submit --class io.github.lrmfspark.notebook.Kernel spark-internal "$1"
