"""What the catalogue knows of a claim without running its module."""

from __future__ import annotations


class Entry:
    """A claim as its decorator and docstring state it; `path` is absolute, `source` as written.

    A plain class, and no dataclass, because listing claims must stay as cheap as a bare
    interpreter, and importing `dataclasses` or `typing` costs a good part of one.
    """

    __slots__ = (
        "document",
        "document_title",
        "expect",
        "function",
        "id",
        "line",
        "path",
        "source",
        "tags",
        "title",
    )

    def __init__(
        self,
        id: str,
        title: str,
        *,
        function: str,
        path: str,
        line: int,
        document: str,
        document_title: str,
        source: str | dict[str, str] = "",
        tags: tuple[str, ...] = (),
        expect: str = "verified",
    ) -> None:
        self.id = id
        self.title = title
        self.function = function
        self.path = path
        self.line = line
        self.document = document
        self.document_title = document_title
        self.source = source
        self.tags = tags
        self.expect = expect

    @property
    def source_document(self) -> str:
        """The document that the source names, such as "CS 236 homework 3"."""
        if isinstance(self.source, dict):
            return self.source.get("document", "")
        return self.source.partition(":")[0].strip()

    @property
    def source_text(self) -> str:
        """The source in one line."""
        if isinstance(self.source, dict):
            return ", ".join(self.source.values())
        return self.source
