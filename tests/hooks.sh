#!/usr/bin/env bash
# The hooks as a team meets them: the real pre-commit on a scratch repository, with smslint installed from its wheel.
# `tests/hooks.sh` builds the wheel; `SMSLINT_WHEEL=FILE tests/hooks.sh` takes one that is there.
# Needs python3 and, once, an index of Python packages; without them it says so and ends with 0.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*"; }
skip() { printf 'skipped: %s\n' "$*" >&2; exit 0; }
die() { printf 'failed: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Runs a command for at most that many seconds, where the system has the means.
within() {
  local seconds=$1
  shift
  if has timeout; then timeout "$seconds" "$@"; else "$@"; fi
}

has python3 || skip 'python3 is not installed'
has git || skip 'git is not installed'
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Nothing of the caller's git, home or configuration may count, nor of a hook that runs this very script.
while read -r name; do unset "$name"; done < <(git rev-parse --local-env-vars)
export HOME=$place/home PRE_COMMIT_HOME=$place/pre-commit PREK_HOME=$place/prek LC_ALL=C.UTF-8
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export GIT_AUTHOR_NAME=scratch GIT_AUTHOR_EMAIL=scratch@example.com
export GIT_COMMITTER_NAME=scratch GIT_COMMITTER_EMAIL=scratch@example.com
export CARGO_HOME=${CARGO_HOME:-$(eval echo "~$(id -un)")/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$(eval echo "~$(id -un)")/.rustup}
unset CI COLUMNS NO_COLOR SKIP PRE_COMMIT_ALLOW_NO_CONFIG
mkdir "$HOME"

tools() {
  local tool missing=()
  for tool in pre-commit prek; do has "$tool" || missing+=("$tool"); done
  [ -n "${SMSLINT_WHEEL:-}" ] || has maturin || missing+=(maturin)
  [ ${#missing[@]} -eq 0 ] && return
  python3 -m venv "$place/tools" >"$place/log" 2>&1 || skip "python3 has no venv: $(tail -n 1 "$place/log")"
  within 300 "$place/tools/bin/pip" install --quiet --retries 1 "${missing[@]}" >"$place/log" 2>&1 ||
    skip "not to be had: ${missing[*]} ($(tail -n 1 "$place/log"))"
  PATH=$place/tools/bin:$PATH
}

# The wheel is made of a debug build: what is proven here is the packing, and that needs no optimiser.
wheel() {
  mkdir "$place/wheels"
  if [ -n "${SMSLINT_WHEEL:-}" ]; then
    cp "$SMSLINT_WHEEL" "$place/wheels/"
  else
    local target=(--profile dev)
    [ "$(uname)" = Linux ] && target+=(--compatibility linux)
    (cd "$root" && within 900 maturin build "${target[@]}" --out "$place/wheels") >"$place/log" 2>&1 ||
      { cat "$place/log" >&2; die 'maturin build'; }
  fi
  export PIP_FIND_LINKS="$place/wheels ${PIP_FIND_LINKS:-}"
  export UV_FIND_LINKS=$place/wheels  # prek installs with uv
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
}

# A virtual environment with nothing in it, and a PATH without Rust.
bare_environment() {
  local bare=$place/bare code=0
  python3 -m venv "$bare"
  "$bare/bin/pip" install --quiet --no-index "smslint==$version"
  alone() { env -i PATH="$bare/bin" LC_ALL=C.UTF-8 smslint "$@"; }
  [ "$(alone --version)" = "smslint $version" ] || die 'the installed command is not of this version'
  alone check "$root/examples/tencent/clean" >"$place/log" || { cat "$place/log" >&2; die 'the installed command refuses the clean examples'; }
  alone check "$root/examples/tencent/dirty" --format short >/dev/null || code=$?
  [ "$code" -eq 1 ] || die "the installed command ends with $code on the dirty examples"
  say "wheel: installs in a bare environment, without Rust: $(alone --version)"
}

# As in docs/ci.md for places where GitHub cannot be reached: the hook is defined here, the wheel comes from the index.
local_hooks() {
  cat <<END
repos:
  - repo: local
    hooks:
      - id: smslint
        name: smslint
        language: python
        additional_dependencies: [smslint==$version]
        entry: smslint check --force-exclude --allow-empty
        types: [text]
        require_serial: true
      - id: smslint-all
        name: smslint (all files)
        language: python
        additional_dependencies: [smslint==$version]
        entry: smslint check --allow-empty
        args: [--fail-on, warning]
        pass_filenames: false
        always_run: true
END
}

# The repository of hooks, whose manifest is ours.
mirrored_hooks() {
  [ -d "$place/mirror" ] || "$root/packaging/pre-commit-mirror" "$place/mirror" >/dev/null
  cat <<END
repos:
  - repo: file://$place/mirror
    rev: v$version
    hooks:
      - id: smslint
      - id: smslint-all
        args: [--fail-on, warning]
END
}

# Commits what lies there. What the hooks print goes to `log`.
commit() { git add --all && within 300 git commit --message "$1" >"$place/log" 2>&1; }

passes() { commit "$1" || { cat "$place/log" >&2; die "$1: the commit was blocked"; }; }

# The commit has to be blocked, and its message has to hold each of these texts.
blocks() {
  local what=$1 text
  shift
  if commit "$what"; then die "$what: the commit went through"; fi
  for text in "$@"; do
    grep -qF -- "$text" "$place/log" || { cat "$place/log" >&2; die "$what: the message lacks: $text"; }
  done
}

template() { printf 'provider: tencent\ntemplates:\n  - name: 发货提醒\n    type: notification\n    signature: 橙犀速运\n    content: %s\n' "$1"; }

signature() { printf 'provider: tencent\nsignatures:\n  - {name: %s, type: company, company: 杭州%s有限公司}\n' "$1" "$1"; }

# One story for each way to install the hooks.
story() {
  local name=$1 runner=$2 hooks=$3
  rm -rf "$place/repository"
  mkdir -p "$place/repository/sms/legacy" "$place/repository/chart/templates"
  cd "$place/repository"
  git init --quiet
  "$hooks" >.pre-commit-config.yaml
  "$runner" install >/dev/null

  printf 'smslint: 1\nprovider: tencent\ninclude: [sms]\nexclude: [sms/legacy]\n' >lint.yml
  printf 'name: {{ .Values.name }}\n{{- if .Values.templates }}\ntemplates: 1\n{{- end }}\n' >chart/templates/a.yaml
  printf 'a: 1\na: 2\n' >twice.yml
  printf '{"name": "shop", "templates": ["a"]}\n' >package.json
  printf '【橙犀速运】｛1｝\n' >requirements.txt
  signature 橙犀速运 >sms/signature.yml
  signature 橙犀优选 >sms/shop.yml
  passes 'files of others'

  template '您的订单｛1｝已发货，请留意查收。' >sms/orders.yml
  blocks 'a bad template' 'smslint' 'tencent/fullwidth-braces' 'sms/orders.yml:6:18' '您的订单｛1｝已发货'
  [ "$name" = "${shown:-$name}" ] && { shown=$name; sed 's/^/  | /' "$place/log"; }

  template '您的订单{1}已发货，请留意查收。' >sms/orders.yml
  passes 'a mended template'

  template '您的订单｛1｝已发货，请留意查收。' >sms/legacy/old.yml
  passes 'an excluded file'

  printf '【橙犀速运】您的订单｛1｝已发货。\n' >sms/texts.sms
  blocks 'an included text file' 'sms/texts.sms:1'
  git rm --quiet --cached sms/texts.sms && rm sms/texts.sms

  git rm --quiet sms/signature.yml
  blocks 'a deleted signature' 'smslint (all files)' 'cn/unknown-signature'
  cd "$place"
  say "$name: a bad template is blocked, a mended one passes, excluded and unrelated files pass"
}

tools
wheel
bare_environment
# Each hook is installed into an environment of its own, which asks the index for what builds packages.
within 60 "$place/bare/bin/pip" download --quiet --retries 1 --no-deps --dest "$place/probe" setuptools >"$place/log" 2>&1 ||
  skip "the hooks: no index of Python packages ($(tail -n 1 "$place/log"))"
pre-commit validate-manifest "$root/.pre-commit-hooks.yaml" || die 'the manifest of the hooks'
story 'pre-commit, local hooks' pre-commit local_hooks
story 'pre-commit, mirror' pre-commit mirrored_hooks
story 'prek, mirror' prek mirrored_hooks

# The scripts of action.yml, in what a GitHub runner would give them. The action itself can only run there.
action() {
  local folder=$place/action
  mkdir -p "$folder"
  cd "$root"
  export RUNNER_TEMP=$folder GITHUB_OUTPUT=$folder/output GITHUB_STEP_SUMMARY=$folder/summary
  : >"$GITHUB_OUTPUT"
  within 120 packaging/action install >"$place/log" 2>&1 || { cat "$place/log" >&2; die 'action: install'; }
  SMSLINT_PATHS=$'examples/tencent/dirty\n' SMSLINT_ARGS=$'--lang=zh\n\n--as-of=2026-11-21' SMSLINT_SARIF=$folder/a.sarif \
    packaging/action run >"$place/log"
  grep -q '^::error ' "$place/log" || die 'action: no annotation'
  grep -q '"version"' "$folder/a.sarif" || die 'action: no SARIF'
  grep -q '^| ' "$GITHUB_STEP_SUMMARY" || die 'action: no table on the page of the run'
  SMSLINT_PATHS=examples/tencent/clean packaging/action run >"$place/log"
  # What looks like a command has to stay a name.
  SMSLINT_PATHS="; touch $folder/hacked; \$(touch $folder/hacked)" packaging/action run >"$place/log" 2>&1
  [ ! -e "$folder/hacked" ] || die 'action: an input was run as a command'
  [ "$(paste -sd ' ' "$GITHUB_OUTPUT")" = 'exit-code=1 exit-code=0 exit-code=2' ] || die "action: $(cat "$GITHUB_OUTPUT")"
  cd "$place"
  say 'action: installs, annotates, writes SARIF and the summary, keeps the exit code for the verdict'
}
action

# Each environment of pre-commit has to hold our wheel, not a namesake from the index.
installed=0
while read -r command; do
  cmp -s "$command" "$place/bare/bin/smslint" || die "$command is not the wheel's"
  installed=$((installed + 1))
done < <(find "$PRE_COMMIT_HOME" "$PREK_HOME" -type f -name smslint -path '*/bin/*')
[ "$installed" -ge 3 ] || die "only $installed environments of hooks hold the wheel's command"
say 'all hooks hold'
