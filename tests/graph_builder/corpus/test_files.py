"""Which files a set of inputs comes to, and which documents these give."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.corpus import find_files, read_corpus
from graph_builder.errors import ReadError
from graph_builder.model import Metadata

TEXT = "De kat zit op de mat.\n"
PAGE = "<html><body><p>De kat zit op de mat.</p></body></html>"


def write(path: Path, text: str = TEXT, identifier: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if identifier:
        path.with_suffix(".meta.toml").write_text(f'identifier = "{identifier}"\n', encoding="utf-8")
    return path


def test_folders_are_searched_at_any_depth_without_hidden_files(tmp_path: Path) -> None:
    deep = write(tmp_path / "a" / "b" / "deep.TXT")
    write(tmp_path / ".hidden" / "x.txt")
    write(tmp_path / "a" / ".x.txt")
    write(tmp_path / "a" / "table.csv")
    top = write(tmp_path / "top.html", PAGE, "kst-1-2")
    found = find_files([tmp_path])
    assert (found.named, found.in_folders, found.aside) == ((), (deep, top), 1)


def test_a_file_named_and_found_in_a_folder_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "x.txt")
    read: list[Path] = []
    corpus = read_corpus(find_files([tmp_path, file, file]), Metadata(), read.append)
    assert (len(corpus.documents), read) == (1, [file])


def test_an_input_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no file or folder"):
        find_files([tmp_path / "none"])


def test_a_named_file_must_be_readable_and_one_in_a_folder_is_skipped(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    empty = write(tmp_path / "empty.txt", "")
    corpus = read_corpus(find_files([tmp_path]), Metadata())
    assert [path for path, _ in corpus.skipped] == [empty]
    assert len(corpus.documents) == 1
    with pytest.raises(ReadError, match="empty"):
        read_corpus(find_files([empty]), Metadata())


@pytest.mark.parametrize("reverse", [False, True])
def test_the_better_format_of_a_paper_counts_in_whatever_order(tmp_path: Path, reverse: bool) -> None:
    page = write(tmp_path / "z.html", PAGE, "kst-1-2")
    text = write(tmp_path / "a.txt", TEXT, "kst-1-2")
    corpus = read_corpus(find_files([text, page] if reverse else [page, text]), Metadata())
    assert [document.format for document in corpus.documents] == ["html"]
    assert corpus.doubles == ((text, page),)


def test_documents_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write(tmp_path / f"{name}.txt", f"{name}. {TEXT}", f"kst-1-{name}")
    corpus = read_corpus(find_files([tmp_path / "c.txt", tmp_path]), Metadata())
    assert [document.key for document in corpus.documents] == ["kst-1-a", "kst-1-b", "kst-1-c"]
