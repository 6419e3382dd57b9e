"""A corpus on a Dask scheduler with two workers on this machine, one of them killed half-way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import derivcheck
from derivcheck.cli.main import main
from derivcheck.run.bulk import cluster as module
from tests.cli.corpora import timeless, write_corpus

pytest.importorskip("distributed", reason="the extra derivcheck[dask] is not installed")

LOOPBACK = "127.0.0.1"
ROOT = str(Path(derivcheck.__file__).parents[1])


@dataclass
class Dask:
    """A scheduler and its workers, each a process."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        found: str = json.loads((self.folder / "scheduler.json").read_text())["address"]
        return found

    def scheduler(self) -> None:
        """Start a scheduler, and wait until it listens."""
        self._start("scheduler", "--port", "0")
        while not (self.folder / "scheduler.json").exists():
            assert self.processes[0].poll() is None
            time.sleep(0.05)

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker that nobody starts again."""
        words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
        return self._start("worker", *words)

    def _start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [
                *(sys.executable, "-m", f"distributed.cli.dask_{name}", "--host", LOOPBACK),
                *("--scheduler-file", str(self.folder / "scheduler.json"), "--no-dashboard"),
                *words,
            ],
            env={**os.environ, "PYTHONPATH": ROOT},
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(made)
        return made


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    """A scheduler without workers."""
    made = Dask(tmp_path)
    made.scheduler()
    yield made
    for process in made.processes:
        process.kill()
        process.wait()


@pytest.mark.timeout(300)
def test_a_killed_worker_costs_a_retry(dask: Dask) -> None:
    """A worker that was lost would take its claims with it, or change what is said of them."""
    corpus = write_corpus(dask.folder / "corpus.jsonl", 400)
    local, remote = dask.folder / "local.jsonl", dask.folder / "remote.jsonl"
    main(["check", str(corpus), "--output", str(local), "--no-cache"])
    killed = dask.worker()
    dask.worker()
    with subprocess.Popen(
        [
            *(sys.executable, "-c", SMALL_CHUNKS, "check", str(corpus), "--output", str(remote)),
            *("--executor", "dask", "--scheduler", dask.address),
        ],
        env={**os.environ, "PYTHONPATH": ROOT},
        stderr=subprocess.PIPE,
    ) as run:
        while not remote.exists() or remote.read_bytes().count(b"\n") < 100:
            assert run.poll() is None
            time.sleep(0.02)
        killed.kill()
        _, told = run.communicate(timeout=250)
    assert run.returncode == 2, told
    assert timeless(remote.read_text()) == timeless(local.read_text())


SMALL_CHUNKS = """
import sys
from derivcheck.cli.main import main
from derivcheck.run.bulk.cluster import Cluster
Cluster.chunk = 40
if __name__ == "__main__":
    sys.exit(main())
"""


def test_no_workers_is_told(
    dask: Dask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A run would wait for ever for workers that nobody started."""
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    corpus = write_corpus(dask.folder / "corpus.jsonl", 1)
    words = ("check", str(corpus), "--executor", "dask", "--scheduler")
    assert main([*words, dask.address]) == 2
    assert "has no workers" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--scheduler", f"tcp://{LOOPBACK}:9"), "no Dask scheduler answers"),
        (("--scheduler", "nonsense://x"), "no Dask scheduler answers"),
        ((), "go together"),
    ],
)
def test_a_wrong_address_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    """A wrong address would end in a traceback, or leave an empty report behind."""
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1)
    corpus, output = write_corpus(tmp_path / "corpus.jsonl", 1), tmp_path / "out.jsonl"
    command = ["check", str(corpus), "--output", str(output), "--executor", "dask", *words]
    assert main(command) == 2
    assert said in capsys.readouterr().err
    assert not output.exists()


def test_another_engine_is_refused(
    dask: Dask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker with another version would give other verdicts under this one's name."""
    dask.worker()
    monkeypatch.setattr(module, "library_versions", lambda: {"sympy": "0.1"})
    corpus = write_corpus(dask.folder / "corpus.jsonl", 1)
    assert main(["check", str(corpus), "--executor", "dask", "--scheduler", dask.address]) == 2
    assert "has another sympy" in capsys.readouterr().err
