"""Reads FOLDER.sarif, .junit, … with programs of other people and compares what they see with FOLDER.json.

    check.py FOLDER [SARIF_SCHEMA]

Places are cut out of the files here, by a count of its own, and have to give the text that the JSON names.
"""

import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import jsonschema
from junitparser import JUnitXml
from sarif import loader

# A line ends like this; a carriage return before a line feed is a part of its end.
LINE_END = re.compile(rb"\r\n|\n|\r")
BOM = b"\xef\xbb\xbf"


class File:
    def __init__(self, path: Path):
        self.bytes = path.read_bytes()
        self.starts = [0] + [end.end() for end in LINE_END.finditer(self.bytes)]

    def by_bytes(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def by_code_points(self, line: int, column: int) -> int:
        start = self.starts[line - 1]
        if start == 0 and self.bytes.startswith(BOM):
            start = len(BOM)
        return start + len(self.bytes[start:].decode()[: column - 1].encode())

    def cut(self, start: int, end: int) -> str:
        return self.bytes[start:end].decode()


def files(folder: Path, names) -> dict:
    return {name: File(folder / name) for name in set(names)}


def check_sarif(folder: Path, found: list, schema) -> None:
    log = json.loads(folder.with_suffix(".sarif").read_text())
    if schema:
        jsonschema.validate(log, json.loads(Path(schema).read_text()))
    else:
        print("-- skipped: no SARIF schema", file=sys.stderr)
    read = loader.load_sarif_file(str(folder.with_suffix(".sarif")))
    levels = [record["Severity"] for record in read.get_records()]
    expected = ["note" if d["severity"] == "info" else d["severity"] for d in found if d["path"]]
    assert sorted(levels) == sorted(expected), "sarif-tools counts other severities"
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    placed = [d for d in found if d["path"]]
    sources = files(folder, (d["path"] for d in placed))
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    about_the_run = [said for said in notifications if "associatedRule" in said]
    assert len(placed) + len(about_the_run) == len(found)
    for diagnostic, result in zip(placed, run["results"], strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == diagnostic["path"]
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        region, source = place["region"], sources[diagnostic["path"]]
        start = source.by_code_points(region["startLine"], region["startColumn"])
        end = source.by_code_points(region["endLine"], region["endColumn"])
        assert source.cut(start, end) == diagnostic["text"] == region["snippet"]["text"], region
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == diagnostic["rule"]
    prints = [result["partialFingerprints"]["smslintFinding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def check_junit(folder: Path, found: list) -> None:
    suites = JUnitXml.fromfile(str(folder.with_suffix(".junit")))
    errors = sum(d["severity"] == "error" for d in found)
    assert (suites.tests, suites.failures, suites.errors) == (len(found), errors, 0)
    cases = [case for suite in suites for case in suite]
    assert [case.name.split()[0] for case in cases] == [d["rule"] for d in found]
    assert [case.result[0].message is not None for case in cases] == [True] * len(found)


def check_rdjson(folder: Path, found: list) -> None:
    result = json.loads(folder.with_suffix(".rdjson").read_text())
    sources = files(folder, (d["path"] for d in found if d["path"]))
    for diagnostic, other in zip(found, result["diagnostics"], strict=True):
        if not diagnostic["path"]:
            assert other["location"] == {"path": "."}
            continue
        source, where = sources[diagnostic["path"]], other["location"]["range"]
        start, end = (source.by_bytes(where[key]["line"], where[key]["column"]) for key in ("start", "end"))
        assert source.cut(start, end) == diagnostic["text"], where
        assert other["severity"] == diagnostic["severity"].upper()


def check_gitlab(folder: Path, found: list) -> None:
    issues = json.loads(folder.with_suffix(".gitlab").read_text())
    assert [issue["check_name"] for issue in issues] == [d["rule"] for d in found]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for diagnostic, issue in zip(found, issues, strict=True):
        begin = issue["location"]["positions"]["begin"]
        start = diagnostic["span"]["start"] if diagnostic["span"] else {"line": 1, "column": 1}
        assert (begin["line"], begin["column"]) == (start["line"], start["column"])
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")


def check_ndjson(folder: Path, found: list) -> None:
    lines = [json.loads(line) for line in folder.with_suffix(".ndjson").read_text().splitlines()]
    assert lines[:-1] == found and lines[-1]["summary"]


def check_github(folder: Path, found: list) -> None:
    lines = folder.with_suffix(".github").read_text().splitlines()
    command = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*,?)*)::.+")
    kinds = [command.fullmatch(line).group(1) for line in lines]
    assert all(kinds.count(kind) <= 10 for kind in ("error", "warning", "notice"))


def main() -> None:
    folder = Path(sys.argv[1])
    document = json.loads(folder.with_suffix(".json").read_text())
    found = document["diagnostics"]
    assert found, "nothing to compare"
    check_sarif(folder, found, sys.argv[2] if len(sys.argv) > 2 else None)
    check_junit(folder, found)
    check_rdjson(folder, found)
    check_gitlab(folder, found)
    check_ndjson(folder, found)
    check_github(folder, found)
    print(f"{folder.name}: {len(found)} findings, read alike in every format")


main()
