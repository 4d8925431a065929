# Read by the scripts beside it: builds the job, finds Spark and the jar, and starts one command of the job.

set -euo pipefail

unset CDPATH
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)

# Java names files by the locale's letters, and under C it knows ASCII only. A locale of UTF-8 stays.
utf8_locale() {
  local charmap
  if ! command -v locale >/dev/null; then # musl, which takes any name
    charmap=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
  else
    charmap=$(locale charmap 2>/dev/null || true)
  fi
  if [[ ! $charmap =~ [Uu][Tt][Ff]-?8$ ]]; then
    LC_ALL=$({ locale -a 2>/dev/null || true; } | grep -iE -m 1 '^(C|en_US)\.utf-?8$' || echo C.UTF-8)
    export LC_ALL
  fi
}
utf8_locale
# The same for executors, under the one name that goes before all others.
locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
[[ $locale == *.* ]] || locale=C.UTF-8

# One thread a task: several tasks run in one JVM, and more threads would fight for its cores.
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}
# Where a task has more, OpenBLAS's wait busily for the next product for 2^20 cycles and not 2^26: Adam's threads want their cores.
export OPENBLAS_THREAD_TIMEOUT=${OPENBLAS_THREAD_TIMEOUT:-20}

# The jar of the last build, whatever its version; nothing where there was none.
job_jar() {
  { ls -t "$root"/target/lrmf-spark-*-job.jar 2>/dev/null || true; } | head -n 1
}

# Builds the job where there is none, or one that is older than its sources.
build() (
  cd "$root"
  jar=$(job_jar)
  if [[ -z $jar || ! -d target/spark/jars || -n $(find src/main src/experiment conf pom.xml -newer "$jar" -print -quit) ]]; then
    exec mvn -q -B -DskipTests package
  fi
)

# attended WORDS...: runs a command beside this script, hands it the signal that is to end this script, and waits until it has ended.
attended() {
  local child code=0 signalled=0
  "$@" &
  child=$!
  trap 'signalled=143; kill -TERM "$child" 2>/dev/null || true' TERM
  trap 'signalled=130; kill -TERM "$child" 2>/dev/null || true' INT
  trap 'signalled=129; kill -TERM "$child" 2>/dev/null || true' HUP
  wait "$child" || code=$?
  while kill -0 "$child" 2>/dev/null; do
    wait "$child" || true
  done
  trap - TERM INT HUP
  return $((signalled ? signalled : code))
}

# start COMMAND [WORDS FOR SPARK-SUBMIT... --] WORDS FOR THE JOB...: the job takes the place of this shell, so that it gets its signals.
start() {
  local command=$1 jar word name
  local spark_words=() job_words=() environment=()
  shift
  for word in "$@"; do
    if [[ $word == -- ]]; then
      spark_words=(${job_words[@]+"${job_words[@]}"})
      job_words=()
    else
      job_words+=("$word")
    fi
  done
  jar=$(job_jar)
  if [[ -z $jar ]]; then
    echo "Expected the job's jar in target/; found none. Build it with: mvn -DskipTests package" >&2
    return 2
  fi
  for name in OMP_NUM_THREADS OPENBLAS_NUM_THREADS OPENBLAS_THREAD_TIMEOUT; do
    environment+=(--conf "spark.executorEnv.$name=${!name}" --conf "spark.yarn.appMasterEnv.$name=${!name}")
  done
  environment+=(--conf "spark.executorEnv.LC_ALL=$locale" --conf "spark.yarn.appMasterEnv.LC_ALL=$locale")
  submit "${environment[@]}" \
    ${spark_words[@]+"${spark_words[@]}"} \
    --class io.github.lrmfspark.job.Main "$jar" "$command" ${job_words[@]+"${job_words[@]}"}
}

# The spark-submit under SPARK_HOME or on the PATH, else the one in the jars that the build put under target/.
submit() {
  if [[ -n ${SPARK_HOME:-} ]]; then
    exec "$SPARK_HOME/bin/spark-submit" "$@"
  elif command -v spark-submit >/dev/null; then
    exec spark-submit "$@"
  else
    embedded_submit "$@"
  fi
}

# What Spark's own spark-class does: its launcher prints the whole command, words ended by NUL, after one empty line.
embedded_submit() {
  export SPARK_HOME=$root/target/spark SPARK_SCALA_VERSION=2.12
  export SPARK_CONF_DIR=${SPARK_CONF_DIR:-$root/conf}
  export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java word words=()
  while IFS= read -r -d '' word; do
    words+=("$word")
  done < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
    org.apache.spark.deploy.SparkSubmit "$@" | tail -n +2)
  ((${#words[@]})) && exec "${words[@]}"
}

# Sets java to the command that runs a class of the tests, with so much heap, such as 8g; the rest of the line follows it.
java_of_tests() {
  local package opens=()
  mvn -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/classpath
  for package in java.io java.lang java.lang.invoke java.net java.nio java.util java.util.concurrent sun.nio.ch; do
    opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
  done
  java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Xmx$1" "${opens[@]}" -Dlog4j2.configurationFile=conf/log4j2.properties
    -cp "target/test-classes:target/classes:$(< target/bench/classpath)")
}
