"""Files of claims from the command line: streams, formats, interruptions."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import derivcheck
from derivcheck.cli.main import main
from derivcheck.report.schema import schema
from tests.cli.corpora import timeless, write_corpus

KILLED_CLAIMS = int(os.environ.get("DERIVCHECK_KILL_CLAIMS", "300"))
"""The full size is 10000; it takes some minutes."""
ONE = '{"id": "one", "given": {"x": "real"}, "derivation": ["x + x", "== 2*x"]}\n'
FALSE = '{"id": "false", "given": {"x": "real"}, "derivation": ["x + x", "== 3*x"]}\n'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus."""
    return write_corpus(tmp_path / "corpus.jsonl", 120, hard=False)


def command(*words: str, **places: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own, which leads a group."""
    root = str(Path(derivcheck.__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-m", "derivcheck", "check", *words],
        env={**os.environ, "PYTHONPATH": root, **places},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_lines_are_the_json_report(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline would read another report than `--format json` gives."""
    statuses = {main(["check", str(corpus), "--format", style]) for style in ("json",)}
    whole = json.loads(capsys.readouterr().out)
    statuses.add(main(["check", str(corpus), "--format", "jsonl"]))
    head, *claims, foot = map(json.loads, capsys.readouterr().out.splitlines())
    assert statuses == {2}
    assert [claim["id"] for claim in claims] == [claim["id"] for claim in whole["claims"]]
    lines = json.dumps(head | {"claims": claims} | foot)
    assert json.loads(timeless(lines)) == json.loads(timeless(json.dumps(whole)))


def test_the_json_report_satisfies_its_schema(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written piece by piece would be no report."""
    jsonschema = pytest.importorskip("jsonschema")
    main(["check", str(corpus), "--format", "json"])
    made = json.loads(capsys.readouterr().out)
    jsonschema.validate(made, schema())
    assert made["summary"]["claims"] == len(made["claims"]) == 120
    assert made["summary"]["error"] == 2


def test_the_number_of_workers_changes_nothing(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two runs of one corpus would give different reports."""
    texts = []
    for jobs in ("1", "3"):
        main(["check", str(corpus), "--format", "jsonl", "-j", jobs, "--no-cache"])
        texts.append(timeless(capsys.readouterr().out))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("style", ["plain", "junit"])
def test_what_is_not_ok_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], style: str
) -> None:
    """A false claim would be lost among true ones."""
    path = tmp_path / "claims.jsonl"
    path.write_text(ONE + FALSE)
    assert main(["check", str(path), "--format", style]) == 1
    shown = capsys.readouterr().out
    assert "refuted: false at the point shown" in shown and "diagnosis" in shown
    assert shown.index("one") < shown.index("false")


def test_standard_input() -> None:
    """Claims could not be piped in."""
    run = command("-", "--format", "jsonl")
    out, _ = run.communicate(ONE.encode(), timeout=60)
    assert run.returncode == 0
    assert json.loads(out.splitlines()[1])["location"] == {
        "file": "<stdin>",
        "line": 1,
        "column": 1,
    }


def test_fail_fast(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--fail-fast would go on after a claim that is not ok."""
    path = tmp_path / "claims.jsonl"
    path.write_text(ONE + FALSE + ONE.replace("one", "two"))
    assert main(["check", str(path), "--format", "jsonl", "--fail-fast"]) == 1
    _, *claims, _ = map(json.loads, capsys.readouterr().out.splitlines())
    assert [claim["id"] for claim in claims] == ["one", "false"]


def test_the_format_follows_the_file(corpus: Path, tmp_path: Path) -> None:
    """--output report.jsonl would hold a table for people."""
    output = tmp_path / "report.jsonl"
    assert main(["check", str(corpus), "--output", str(output)]) == 2
    assert [json.loads(line) for line in output.read_text().splitlines()][-1]["summary"]
    assert not Path(f"{output}.resume").exists()


def mistakes(corpus: Path, folder: Path) -> dict[str, tuple[str, ...]]:
    """Commands that are wrong, by what is said of them."""
    file, output = str(corpus), str(folder / "out.jsonl")
    foreign = folder / "foreign.jsonl"
    foreign.write_text("{}\n")
    return {
        "name it with --output": (file, "--resume"),
        "not junit": (file, "--resume", "--output", output, "--format", "junit"),
        "is not the report of an interrupted run": (file, "--resume", "--output", str(foreign)),
        "would overwrite": (file, "--output", file),
        "is a folder": (file, "--output", str(folder)),
        "there is no folder": (file, "--output", str(folder / "no" / "where")),
        "there is no file": (str(folder / "none.jsonl"), "--output", output),
    }


def test_mistakes_are_told_before_anything_is_written(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong command would cost a report, or be noticed after an hour."""
    before = corpus.read_text()
    for said, words in mistakes(corpus, tmp_path).items():
        assert main(["check", *words]) == 2
        assert said in capsys.readouterr().err
    assert corpus.read_text() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus.jsonl", "foreign.jsonl"]


def test_another_run_is_not_resumed(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report would be half of one corpus and half of another."""
    output = tmp_path / "out.jsonl"
    run = command(str(corpus), "--output", str(output), "--time-limit", "77")
    while not output.exists() or output.read_bytes().count(b"\n") < 2:
        time.sleep(0.01)
    run.kill()
    run.communicate()
    resume = ("check", str(corpus), "--resume", "--output", str(output))
    assert main([*resume]) == 2
    assert "begun by another run: the time limit differ" in capsys.readouterr().err
    assert main([*resume, "--time-limit", "77", "--seed", "3"]) == 2
    assert "the engine or its options differ" in capsys.readouterr().err
    corpus.write_text(corpus.read_text() + ONE)
    assert main([*resume, "--time-limit", "77"]) == 2
    assert "the files differ" in capsys.readouterr().err


def test_ctrl_c_tells_how_to_go_on(corpus: Path, tmp_path: Path) -> None:
    """An interrupted run would end in a traceback, leave processes, or pass for a whole one."""
    output = tmp_path / "out.jsonl"
    run = command(str(write_corpus(corpus, 3000)), "--output", str(output))
    while not output.exists() or output.read_bytes().count(b"\n") < 2:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=30)
    assert (run.returncode, told.decode()) == (
        130,
        f"{output} is half done: --resume goes on\ninterrupted\n",
    )
    assert Path(f"{output}.resume").exists()


@pytest.mark.timeout(3000)
@pytest.mark.parametrize(("style", "most"), [("jsonl", 10), ("json", 2), ("plain", 2)])
def test_killed_and_resumed_is_as_never_killed(tmp_path: Path, style: str, most: int) -> None:
    """A run that was killed would lose claims, do them twice, or have to begin anew."""
    corpus = write_corpus(tmp_path / "corpus.jsonl", KILLED_CLAIMS)
    once, often = tmp_path / "once", tmp_path / "often"
    words = (str(corpus), "--format", style, "--no-cache")
    started = time.monotonic()
    run = command(*words, "--output", str(once))
    assert (run.wait(), run.communicate()[1]) != (3, b"")
    spent = time.monotonic() - started
    chance = random.Random(1)
    kills = 0
    while True:
        run = command(*words, "--output", str(often), "--resume")
        if kills == most:
            break
        time.sleep(chance.uniform(0.2, 0.8) * min(spent, 1 + spent / most))
        kills += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.communicate()
        if Path(f"{often}.resume").exists() and kills % 2:
            with often.open("ab") as file:
                file.write(b'{"id": "half a li')
        elif often.exists() and not Path(f"{often}.resume").exists():
            break  # it was done before it could be killed
    run.communicate()
    assert kills >= most // 2
    known = timeless(once.read_text()) if style != "plain" else _verdicts(once)
    assert known == (timeless(often.read_text()) if style != "plain" else _verdicts(often))
    assert not Path(f"{often}.resume").exists()


def _verdicts(report: Path) -> list[str]:
    """A plain report without the seconds."""
    return [line.rpartition("  ")[0] for line in report.read_text().splitlines()]
