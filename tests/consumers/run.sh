#!/usr/bin/env bash
# Lets programs of other people read what smslint writes: the SARIF schema, sarif-tools, junitparser, and with npm also
# Microsoft's SARIF validator with GitHub's rules and a validator of reviewdog's format. Everything is installed into a
# folder that is gone afterwards; what cannot be had is skipped, and said so.
#
#     tests/consumers/run.sh [SMSLINT]      default: target/release/smslint
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

smslint=$(realpath "${1:-target/release/smslint}")
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

skip() { printf -- '-- skipped: %s\n' "$*" >&2; }

# Two runs: a file with everything that makes columns hard, and the examples that break every rule.
hard=$place/hard dirty=$place/dirty
mkdir "$hard" "$dirty"
cp -r tests/cli/formats-to-files/in/. "$hard"
cp -r examples/tencent/dirty/. "$dirty"
for folder in "$hard" "$dirty"; do
  pack=()
  [ -f "$folder/house.yml" ] && pack=(--pack house.yml)
  (
    cd "$folder"
    formats=()
    for format in json ndjson sarif github gitlab junit rdjson; do formats+=(--format "$format=$place/$(basename "$folder").$format"); done
    "$smslint" check . --isolated --exit-zero --as-of 2026-11-21 "${pack[@]}" "${formats[@]}"
  )
done

# The schema that OASIS published, as Microsoft's matchers carry it.
schema=
if command -v npm >/dev/null 2>&1 && (cd "$place" && npm install --silent --no-audit --no-fund --ignore-scripts --prefix npm \
  @microsoft/jest-sarif@1.0.0-beta.0 @microsoft/sarif-multitool-linux@5.7.0 @umbrelladocs/rdformat-validator@1.0.1 \
  >/dev/null 2>&1); then
  modules=$place/npm/node_modules
  schema=$modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
  "$modules/.bin/rdformat-validator" "$hard.rdjson" "$dirty.rdjson"
  multitool=$modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
  if [ "$(uname -sm)" = 'Linux x86_64' ]; then
    chmod u+x "$multitool"
    for log in "$hard.sarif" "$dirty.sarif"; do
      "$multitool" validate "$log" --rule-kind 'Sarif;Ghas' --output "$log.validation" --level Error >"$log.said" 2>&1 ||
        { cat "$log.said" >&2; exit 1; }
      # It ends with 0 whatever it finds.
      if grep -E ' error [A-Z]+[0-9]+:' "$log.said" >&2; then exit 1; fi
    done
    echo "sarif-multitool: nothing to object to"
  else
    skip 'sarif-multitool: its binary is for Linux on x86-64'
  fi
else
  skip 'the SARIF schema, sarif-multitool and rdformat-validator: npm cannot install them here'
fi

if python3 -m venv "$place/venv" >/dev/null 2>&1 &&
  "$place/venv/bin/pip" install --quiet --disable-pip-version-check \
    sarif-tools==3.0.5 junitparser==5.0.3 jsonschema==4.26.0 >/dev/null 2>&1; then
  for folder in "$hard" "$dirty"; do
    "$place/venv/bin/python" tests/consumers/check.py "$folder" ${schema:+"$schema"}
  done
else
  skip 'sarif-tools, junitparser and jsonschema: pip cannot install them here'
fi
