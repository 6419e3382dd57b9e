"""Finding the modules of a project and the claims in them."""

from __future__ import annotations

import pytest

from derivcheck.lang.errors import AuthorError, UsageError
from derivcheck.run.catalog import catalog
from tests.conftest import MODULE, Write


def test_order_is_by_file_then_line(project: Write) -> None:
    """The order of a report would depend on the file system."""
    project(MODULE.replace("one-is", "b"), "b.py")
    folder = project(MODULE.replace("one-is", "a"), "a.py").parent
    ids = [entry.id for entry in catalog((str(folder),))]
    assert ids == ["a-one", "a-two", "b-one", "b-two"]


def test_duplicate_ids_are_an_error(project: Write) -> None:
    """Two claims of one id would shadow each other."""
    project(name="first.py")
    folder = project(name="second.py").parent
    with pytest.raises(AuthorError, match="taken already") as caught:
        catalog((str(folder),))
    assert "first.py:6" in str(caught.value) and "second.py:6" in str(caught.value)


def test_missing_folder_is_an_error(tmp_path: object) -> None:
    """A misspelt folder would look like a project without claims."""
    with pytest.raises(UsageError, match="no such folder"):
        catalog((f"{tmp_path}/nowhere",))
