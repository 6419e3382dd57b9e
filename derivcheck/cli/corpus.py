"""Checking files of claims: read lazily, settled by many processes, written as results come."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from typing import Any

from derivcheck.cli.checking import exit_status, forget, memory_of, options_of, processors
from derivcheck.cli.output import check_writable
from derivcheck.cli.sink import (
    Sink,
    TerminalSink,
    WholeSink,
    new_file,
    pipe,
    render_of,
    resumed_file,
)
from derivcheck.lang.errors import UsageError
from derivcheck.report.tally import Tally
from derivcheck.run.bulk.ledger import Entry
from derivcheck.run.bulk.local import Executor, Local
from derivcheck.run.bulk.outcome import Outcome, Render
from derivcheck.run.bulk.stream import Ids, stream
from derivcheck.run.cache.engine import context
from derivcheck.run.files import STDIN, Item, read_items, total_bytes
from derivcheck.run.options import Options
from derivcheck.run.settings import Settings

SUFFIXES = ((".jsonl", "jsonl"), (".json", "json"), (".xml", "junit"))

Watch = Callable[[Tally, int], None]
"""Whoever watches: told the counts, and the bytes of the files that they are the counts of."""


@dataclass(slots=True)
class Corpus:
    """Claims of files, how they are to be checked, and what has come of them so far."""

    files: list[str]
    items: Iterator[Item]
    options: Options
    counts: Tally = field(default_factory=Tally)
    ids: Ids = field(default_factory=Ids)

    def note(self, made: Entry) -> None:
        """A claim that an interrupted run settled."""
        self.ids.add_digest(made.id)
        self.counts.add(made.verdict, ok=made.ok, cached=made.cached, fault=made.fault)

    def outcomes(self, executor: Executor, render: Render) -> Iterator[tuple[Item, Outcome]]:
        """Each further claim with its outcome, in order, counted."""
        items = islice(self.items, self.counts.claims, None)
        for item, found in stream(items, executor, self.ids, render):
            self.counts.add(found.verdict, ok=found.ok, cached=found.cached, fault=found.fault)
            yield item, found

    def identity(self, style: str) -> dict[str, Any]:
        """What must be the same when an interrupted run goes on."""
        return {
            "the files": [_stamp(path) for path in self.files],
            "the format": [style, self.options.verbose],
            "the time limit": self.options.time_limit,
            "the engine or its options": context(self.options),
        }


def check_files(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check the claims of the files and report; returns the exit status."""
    started = perf_counter()
    style = _format(arguments)
    _check_output(arguments, style)
    items = read_items(arguments.files)
    first = next(items)  # a file that is none is told before anything is written
    corpus = Corpus(arguments.files, chain([first], items), options_of(arguments, settings))
    render = render_of(style, verbose=arguments.verbose)
    with _executor(corpus.options, arguments, render) as executor:
        sink = _sink(corpus, style, arguments)
        try:
            _settle(corpus, executor, render, sink, arguments)
            sink.finish(corpus.counts, perf_counter() - started)
        except KeyboardInterrupt:
            if arguments.output and style != "junit":
                print(f"{arguments.output} is half done: --resume goes on", file=sys.stderr)
            raise
        finally:
            sink.close()
    if arguments.output:
        _last_line(corpus.counts, perf_counter() - started)
    return exit_status(corpus.counts)


def _settle(
    corpus: Corpus,
    executor: Executor,
    render: Render,
    sink: Sink,
    arguments: argparse.Namespace,
) -> None:
    with _watched(arguments) as watch:
        for item, found in corpus.outcomes(executor, render):
            sink.write(found)
            watch(corpus.counts, item.consumed)
            if arguments.fail_fast and not found.ok:
                return


@contextmanager
def _executor(
    options: Options, arguments: argparse.Namespace, render: Render
) -> Iterator[Executor]:
    """Whatever settles the claims, ended with the run."""
    made: Executor
    memory = None
    if arguments.executor == "dask":
        from derivcheck.run.bulk.cluster import Cluster

        made = Cluster(arguments.scheduler, options, render)
    else:
        memory = memory_of(arguments, options)
        made = Local(arguments.jobs or processors(), options, render, memory)
    try:
        yield made
    finally:
        made.close()
        if memory is not None:
            forget(memory)


def _sink(corpus: Corpus, style: str, arguments: argparse.Namespace) -> Sink:
    output, verbose, seed = arguments.output, arguments.verbose, arguments.seed
    if style == "junit":
        return WholeSink([], output)
    if style == "terminal":
        return TerminalSink()
    if not output:
        return pipe(style, seed, verbose=verbose)
    identity = corpus.identity(style)
    if arguments.resume:
        return resumed_file(output, style, seed, identity, corpus.note, verbose=verbose)
    return new_file(output, style, seed, identity, verbose=verbose)


def _format(arguments: argparse.Namespace) -> str:
    """The format that was asked for; a file has one by its name, and is no terminal."""
    output, chosen = arguments.output, arguments.format
    if not output:
        return chosen or ("terminal" if sys.stdout.isatty() else "plain")
    if chosen:
        return "plain" if chosen == "terminal" else chosen
    return next((style for end, style in SUFFIXES if output.endswith(end)), "plain")


def _check_output(arguments: argparse.Namespace, style: str) -> None:
    if (arguments.executor == "dask") != bool(arguments.scheduler):
        raise UsageError("--executor dask and --scheduler tcp://HOST:PORT go together")
    if arguments.resume and not arguments.output:
        raise UsageError("--resume goes on with a report in a file: name it with --output FILE")
    if arguments.resume and style == "junit":
        raise UsageError("--resume needs a report that is written as results come: not junit")
    if not arguments.output:
        return
    check_writable(arguments.output)
    output = Path(arguments.output).resolve()
    if any(path != STDIN and Path(path).resolve() == output for path in arguments.files):
        raise UsageError(f"--output {arguments.output} would overwrite what is to be checked")


def _stamp(path: str) -> list[Any]:
    """A file as it is: its path, size and time of change; of standard input nothing is known."""
    if path == STDIN:
        return [path]
    known = os.stat(path)
    return [os.path.abspath(path), known.st_size, known.st_mtime_ns]


@contextmanager
def _watched(arguments: argparse.Namespace) -> Iterator[Watch]:
    """Draw progress, unless the report itself scrolls by on the terminal."""
    if not sys.stderr.isatty() or (sys.stdout.isatty() and not arguments.output):
        yield lambda counts, consumed: None
        return
    from derivcheck.report.progress import corpus_progress

    with corpus_progress(total_bytes(arguments.files)) as watch:
        yield watch


def _last_line(counts: Tally, seconds: float) -> None:
    from derivcheck.report.line import plain
    from derivcheck.report.summary import summary_of

    print(plain([summary_of(counts, seconds)]).rstrip(), file=sys.stderr)
