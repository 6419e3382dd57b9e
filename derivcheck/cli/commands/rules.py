"""Show what the prover knows: all rules in a line each, or one with its examples and source."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from derivcheck.symbolic.rule import Example, Rule

SUMMARY = "show the rules of the prover"


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("rule", nargs="?", metavar="RULE", help="a rule to show in full")


def run(arguments: argparse.Namespace) -> int:
    """Print the rules."""
    from derivcheck.run.routes import all_rules
    from derivcheck.run.settings import find_settings

    settings = find_settings()
    rules = {rule.name: rule for rule in all_rules(settings.rules, settings.root)}
    if arguments.rule is None:
        width = max(map(len, rules))
        print("\n".join(f"{name:{width}}  {_first_line(rules[name])}" for name in sorted(rules)))
    elif arguments.rule in rules:
        print(_in_full(rules[arguments.rule]))
    else:
        raise _unknown(arguments.rule, list(rules))
    return 0


def _first_line(rule: Rule) -> str:
    return rule.statement.strip().partition("\n")[0]


def _in_full(rule: Rule) -> str:
    lines = [rule.name, "", rule.statement.strip(), "", f"source: {rule.source}", "", "closes:"]
    lines += [_example(example) for example in rule.holds]
    lines += ["", "leaves open:", *(_example(example) for example in rule.fails)]
    return "\n".join(lines)


def _example(example: Example) -> str:
    given = f"   given {example.given}" if example.given else ""
    assume = f"   assuming {', '.join(example.assume)}" if example.assume else ""
    return f"  {example.step}{given}{assume}"


def _unknown(name: str, names: list[str]) -> Exception:
    from difflib import get_close_matches

    from derivcheck.lang.errors import UsageError

    near = get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "derivcheck rules lists them"
    return UsageError(f"no rule is called {name!r}; {hint}")
