#!/usr/bin/env bash
# Does what the Makefile offers: dev.sh build|lint|test|bench [ARGS…]. Sets up what is missing first, as far as it
# may; what it may not install it names in one line, and goes on with what can be done without.
# PYTHON=… picks another interpreter. Everything it makes is in .venv/ and .cache/, both ignored by git.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=.venv
cache=.cache
npm_tools=$cache/conformance # tests/conformance/tools.py looks here

has() {
    command -v "$1" >/dev/null
}

say() { # Dutch sentence, English sentence
    printf '%s (%s)\n' "$1" "$2" >&2
}

stop() {
    say "$@"
    exit 2
}

# --- system packages ---

become_root() { # prints the prefix that makes a command run as root without asking anyone; fails when there is none
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif has sudo && sudo -n true 2>/dev/null; then
        echo sudo -n env
    else
        return 1
    fi
}

apt_install() { # packages…
    local as_root log=$cache/apt.log
    has apt-get && as_root=$(become_root) || return 1
    say "Ik installeer systeempakketten: $*." "Installing system packages."
    # shellcheck disable=SC2086  # the prefix is several words
    apt() { $as_root DEBIAN_FRONTEND=noninteractive apt-get "$@" </dev/null >>"$log" 2>&1; }
    : >"$log"
    # The lists may be absent or old, and fetching them takes a while: only when it does not work without.
    apt install -y --no-install-recommends "$@" || { apt update && apt install -y --no-install-recommends "$@"; }
}

need_packages() { # what they are for, packages…
    local purpose=$1 package
    local -a refused=()
    shift
    [ $# -gt 0 ] || return 0
    apt_install "$@" && return 0
    if [ $# -gt 1 ] && become_root >/dev/null; then # one unknown name makes apt refuse them all
        for package; do apt_install "$package" || refused+=("$package"); done
        [ ${#refused[@]} -gt 0 ] || return 0
        set -- "${refused[@]}"
    fi
    say "Nodig voor $purpose en niet geïnstalleerd; vraag uw beheerder om: sudo apt-get install $*" \
        "needed and not installed; ask your administrator to run that command"
    return 1
}

# --- Python ---

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    stop "policyc heeft Python 3.11 of nieuwer nodig; geef het pad met PYTHON=… mee." "Python 3.11 or newer is needed"
}

make_venv() {
    local python made version
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    made="$PWD $version" # a virtual environment does not survive a move or another Python
    [ "$(cat "$venv/.made" 2>/dev/null)" = "$made" ] && return
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        need_packages "een virtuele omgeving" "python$version-venv" || exit 2
    fi
    say "Ik maak de virtuele omgeving $venv." "Making the virtual environment."
    "$python" -m venv --clear "$venv" || stop "$venv kon niet worden gemaakt." "the virtual environment failed"
    printf '%s\n' "$made" >"$venv/.made"
}

once() { # stamp, files… -- command…: runs the command unless it has run for exactly these files
    local stamp=$1 seen
    local -a files=()
    shift
    while [ "$1" != -- ]; do
        files+=("$1")
        shift
    done
    shift
    seen=$(sha256sum "${files[@]}")
    [ "$(cat "$stamp" 2>/dev/null)" = "$seen" ] && return
    rm -f "$stamp"
    "$@" || return
    printf '%s\n' "$seen" >"$stamp"
}

pip_install() {
    local log=$cache/pip.log
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" </dev/null >"$log" 2>&1 && return
    tail -n 20 "$log" >&2
    return 1
}

install_requirements() { # runtime or test
    say "Ik installeer requirements/$1.txt." "Installing the pinned Python packages."
    pip_install --require-hashes -r "requirements/$1.txt" ||
        stop "requirements/$1.txt kon niet worden geïnstalleerd." "pip failed"
}

install_policyc() { # what builds it is in requirements/runtime.txt, hence no build isolation
    pip_install --no-deps --no-build-isolation --editable . ||
        stop "policyc zelf kon niet worden geïnstalleerd." "installing policyc failed"
}

python_environment() {
    make_venv
    once "$venv/.runtime" requirements/runtime.txt -- install_requirements runtime
    once "$venv/.policyc" requirements/runtime.txt pyproject.toml -- install_policyc
}

test_requirements() {
    once "$venv/.test" requirements/test.txt requirements/runtime.txt -- install_requirements test
}

# --- what a PDF and the conformance checks need ---

can_make_pdf() {
    "$venv/bin/python" -c 'import ctypes
for name in ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

pdf_libraries() {
    can_make_pdf || need_packages "de PDF" libpangoft2-1.0-0 libharfbuzz-subset0
}

checkers() { # Java and Node.js come with requirements/test.txt
    local -a missing=()
    has chromium || has chromium-browser || has google-chrome || missing+=(chromium)
    has qpdf || missing+=(qpdf)
    has pdffonts || missing+=(poppler-utils)
    has groff || missing+=(groff-base)
    need_packages "de controles in de tests" ${missing[@]+"${missing[@]}"} || true
    once "$npm_tools/.made" tests/conformance/package.json tests/conformance/package-lock.json -- npm_install ||
        say "De controleurs van npm konden niet worden geïnstalleerd." "npm failed; the checks that need it are skipped"
}

npm_install() {
    local log=$cache/npm.log
    say "Ik installeer de controleurs van npm." "Installing the pinned checkers from npm."
    mkdir -p "$npm_tools"
    cp tests/conformance/package.json tests/conformance/package-lock.json "$npm_tools/"
    PATH=$PWD/$venv/bin:$PATH npm ci --prefix "$npm_tools" --ignore-scripts --no-audit --no-fund \
        </dev/null >"$log" 2>&1 && return
    tail -n 5 "$log" >&2
    return 1
}

# --- the commands ---

ready() { # the lock is for setting up only
    exec 9>&-
}

build() {
    local formats=html,md,pdf format
    local -a made=()
    python_environment
    pdf_libraries || formats=html,md
    ready
    "$venv/bin/policyc" build policies/progressx.yaml --to "$formats" "$@"
    for format in ${formats//,/ }; do
        [ -f "build/progressx.$format" ] || stop "build/progressx.$format ontbreekt." "that file is missing"
        made+=("build/progressx.$format")
    done
    say "Klaar: ${made[*]}" "done"
    [ "$formats" = html,md,pdf ] || stop "De PDF is niet gemaakt: zie hierboven wat ontbreekt." "no PDF was made"
}

lint() {
    local status=0
    python_environment
    test_requirements
    ready
    run() {
        printf '> %s\n' "$*"
        "$venv/bin/$1" "${@:2}" || status=1
    }
    run ruff format --check .
    run ruff check .
    run mypy
    run lint-imports
    return $status
}

run_tests() {
    python_environment
    test_requirements
    pdf_libraries || true
    checkers
    ready
    exec "$venv/bin/python" -m pytest --numprocesses=auto --dist=loadgroup "$@"
}

bench() {
    python_environment
    pdf_libraries || true
    ready
    exec "$venv/bin/python" bench/run.py "$@"
}

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two of these at once would install into each other's environment
command=${1:-}
[ $# -eq 0 ] || shift
case $command in
build | lint | bench) "$command" "$@" ;;
test) run_tests "$@" ;;
*) stop "Gebruik: tools/dev.sh build|lint|test|bench" "usage" ;;
esac
