#!/usr/bin/env bash
# Sets this project beside PyTorch on the same cores, in turn, and writes target/bench/bench.json:
#
#   jobs/bench.sh [ROUNDS [PART]]
#   jobs/bench.sh kernels
#
# compares all, which takes long, or only what has PART in its name: a training step with one of PyTorch, rounds of one worker of Spark
# with as many steps without it, rounds of two workers with those of one, reading a set with Spark that drops it, and mapping one with
# copying it and with PyTorch. Wants a machine where nothing else runs, and refuses rounds during which others used the cores.
# With "kernels" it times the single kernels of a step by JMH, beside nothing, and writes target/bench/kernels.json.
# Installs what is missing from Debian's packages, for which it has to be root: PyTorch, and for it the OpenBLAS that shares its threads
# with OpenMP; with the other one, PyTorch's two threads are slower than one.
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
cd "$root"
export SPARK_LOCAL_IP=127.0.0.1
java_of_tests 8g
if [[ ${1:-} == kernels ]]; then
  exec "${java[@]}" org.openjdk.jmh.Main KernelBenchmark -rf json -rff target/bench/kernels.json
fi
python=/usr/bin/python3
if ! "$python" -c 'import torch' 2> /dev/null || ! dpkg -s libopenblas0-openmp > /dev/null 2>&1; then
  apt-get update
  apt-get install --yes --no-install-recommends python3-torch libopenblas0-openmp
fi
blas=$(dirname -- "$(dpkg -L libopenblas0-openmp | grep '/libblas.so.3$')")
exec "${java[@]}" io.github.lrmfspark.bench.Bench "$python" "$blas" jobs/torch_bench.py target/bench "${1:-5}" "${2:-}"
