#!/usr/bin/env bash
# Writes requirements/*.txt anew: exact versions with the hashes of every file of a version, so that one list serves
# each Python and processor we support, and no address of the index they came from. Run by `make lock`.
set -euo pipefail
cd "$(dirname "$0")/.."

compiler=.cache/pip-tools  # .cache/lock is the lock of dev.sh
python=${PYTHON:-python3}
[ -x "$compiler/bin/pip-compile" ] || {
    "$python" -m venv "$compiler"
    "$compiler/bin/pip" install --quiet pip-tools==7.6.0
}

compile() { # input, output, options…
    local input=$1 output=$2
    shift 2
    "$compiler/bin/pip-compile" --quiet --strip-extras --generate-hashes --no-header --annotation-style=line \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links "$@" --output-file "$output" "$input"
}

# What builds the editable install is pinned too: nothing is fetched that is not on the list.
compile pyproject.toml requirements/runtime.txt --all-build-deps "$@"
compile requirements/test.in requirements/test.txt --constraint requirements/runtime.txt "$@"
