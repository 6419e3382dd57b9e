"""The command `derivcheck`: reads its arguments, runs a command, says what went wrong.

Exit status: 0 every claim is ok, 1 some claim is not, 2 the input or the command is wrong,
3 a fault of this program.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from types import ModuleType

WRONG_INPUT, OWN_FAULT, INTERRUPTED, CLOSED_PIPE = 2, 3, 130, 141
EPILOG = """exit status: 0 every claim is ok, 1 some claim is not, 2 the input or the command is
wrong, 3 a fault of this program"""
DESCRIPTION = "Check mathematical derivations step by step, by a symbolic proof and by the numbers."


def main(argv: list[str] | None = None) -> int:
    """Run a command line; returns the exit status."""
    words = sys.argv[1:] if argv is None else argv
    try:
        status = _command(words)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more may be written, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        return _explained(error, verbose="--verbose" in words)


def _command(words: list[str]) -> int:
    parser = build_parser(words)
    arguments = parser.parse_args(words)
    if "run" not in arguments:
        parser.print_help(sys.stderr)
        return WRONG_INPUT
    status: int = arguments.run(arguments)
    return status


def build_parser(words: list[str]) -> argparse.ArgumentParser:
    """The parser; where the first word is a command, with that command alone."""
    from derivcheck import __version__

    parser = argparse.ArgumentParser(
        prog="derivcheck", description=DESCRIPTION, epilog=EPILOG, formatter_class=_formatter
    )
    parser.add_argument("--version", action="version", version=f"derivcheck {__version__}")
    names = command_names()
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", prog="derivcheck")
    for name in words[:1] if words[:1] and words[0] in names else names:
        module = _module(name)
        command = commands.add_parser(
            name, help=module.SUMMARY, description=module.__doc__, formatter_class=_formatter
        )
        module.configure(command)
        command.set_defaults(run=module.run)
    return parser


def command_names() -> list[str]:
    """The commands: the modules of derivcheck.cli.commands."""
    folder = os.path.join(os.path.dirname(__file__), "commands")
    names = (os.path.splitext(file) for file in os.listdir(folder) if not file.startswith("_"))
    return sorted(name for name, ending in names if ending == ".py")


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; argparse itself would import `shutil` to find out."""
    return argparse.RawDescriptionHelpFormatter(prog, width=_width() - 2)


def _width() -> int:
    try:
        return int(os.environ.get("COLUMNS") or os.get_terminal_size().columns or 80)
    except (OSError, ValueError):
        return 80


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"derivcheck.cli.commands.{name}")


def _explained(error: Exception, *, verbose: bool) -> int:
    """Say on stderr what went wrong; a traceback only if asked for."""
    from derivcheck.lang.errors import AuthorError, UsageError

    if verbose:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, AuthorError | UsageError):
        print(f"derivcheck: {error}", file=sys.stderr)
        return WRONG_INPUT
    print(f"derivcheck: a fault of this program: {type(error).__name__}: {error}", file=sys.stderr)
    if not verbose:
        print("--verbose shows where", file=sys.stderr)
    return OWN_FAULT
