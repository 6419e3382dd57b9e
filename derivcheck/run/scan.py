"""The claims of a module, read from its source text: nothing is imported, nothing runs."""

from __future__ import annotations

import ast
import os
import re

from derivcheck.run.entry import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

HEAD = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*[rR]?(\"\"\"|''').*?\1", re.DOTALL)
DECORATOR = re.compile(r"^@(?:\w+\.)*claim\(", re.MULTILINE)
CLAIM = re.compile(
    r"^@(?:\w+\.)*claim\(.*?^def .*?:[ \t]*\n\s+[rR]?(\"\"\"|'''|\"|').*?\1",
    re.DOTALL | re.MULTILINE,
)
ARGUMENTS = ("id", "source", "tags", "expect")


def scan(path: str, text: str) -> list[Entry]:
    """The claims that a module declares at its top level, in order; AuthorError for bad source."""
    if "claim(" not in text:
        return []
    tree = _outline(text) or parse_module(path, text)
    document = os.path.splitext(os.path.basename(path))[0]
    title = _first_line(tree) or document
    return [
        _entry(path, document, title, node, call)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for call in node.decorator_list
        if isinstance(call, ast.Call) and _name(call.func) == "claim"
    ]


def _outline(text: str) -> ast.Module | None:
    """The source with all but docstrings, decorators and signatures blank, line by line.

    Parsing the bodies too would be most of the cost of a listing. None where the cut may have
    missed a claim: then the whole source is parsed.
    """
    claims = list(CLAIM.finditer(text))
    head = HEAD.match(text)
    quoted = head is not None and claims and claims[0].start() < head.end()
    if quoted or len(claims) != len(DECORATOR.findall(text)):
        return None
    kept: list[str] = []
    end = 0
    for match in ([head] if head else []) + claims:
        kept += "\n" * text.count("\n", end, match.start()), match.group()
        end = match.end()
    try:
        return ast.parse("".join(kept))
    except SyntaxError:
        return None


def parse_module(path: str, text: str) -> ast.Module:
    """All of a module's source; AuthorError, with a caret, where it is not Python."""
    from derivcheck.lang.errors import AuthorError, Location

    try:
        return ast.parse(text)
    except SyntaxError as error:
        line, column = error.lineno or 1, error.offset or 1
        excerpt = f"{(error.text or '').rstrip()}\n{' ' * (column - 1)}^"
        raise AuthorError(
            f"not valid Python: {error.msg}",
            remedy="mend the syntax of this line",
            location=Location(path, line, column),
            excerpt=excerpt,
        ) from error


def _entry(path: str, document: str, title: str, node: ast.FunctionDef, call: ast.Call) -> Entry:
    given = _arguments(path, call)
    tags = given.get("tags", ())
    return Entry(
        id=given["id"],
        title=_first_line(node) or given["id"],
        function=node.name,
        path=path,
        line=call.lineno,
        document=document,
        document_title=title,
        source=given.get("source", ""),
        tags=tuple(tags),
        expect=given.get("expect", "verified"),
    )


def _arguments(path: str, call: ast.Call) -> dict[str, Any]:
    try:
        given: dict[str, Any] = {"id": ast.literal_eval(call.args[0])} if call.args else {}
        given |= {key.arg: ast.literal_eval(key.value) for key in call.keywords if key.arg}
    except ValueError:
        given = {}
    if not isinstance(given.get("id"), str) or not set(given) <= set(ARGUMENTS):
        raise _bad_decorator(path, call)
    return given


def _bad_decorator(path: str, call: ast.Call) -> Exception:
    from derivcheck.lang.errors import AuthorError, Location

    return AuthorError(
        "the arguments of @claim are not literals it knows",
        remedy='write @claim("some-id", source="...", tags=(...), expect="verified"), all literals',
        location=Location(path, call.lineno, call.col_offset + 1),
    )


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _first_line(node: ast.Module | ast.FunctionDef) -> str:
    # Cleaning the whole docstring would import `inspect`, a third of the cost of a listing.
    return (ast.get_docstring(node, clean=False) or "").strip().partition("\n")[0].rstrip()
