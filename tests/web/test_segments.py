"""Marks over a text, nested and overlapping, become flat segments; what is written is the text and no more."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from api.pages.segments import Mark, cut, write

TEXT = "Nederland steunt de EU in Syrië."


def mark(start: int, end: int, layer: str = "mention", **more: str) -> Mark:
    return Mark(start, end, layer, more.pop("key", ""), more.pop("style", ""), **more)  # type: ignore[arg-type]


def shown(written: str) -> str:
    """Read HTML back as a browser does."""
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"\r\n?", "\n", written)))


def test_overlapping_marks_are_cut_where_either_begins_or_ends() -> None:
    marks = [
        mark(0, 16, "statement", key="1"),
        mark(10, 22, "statement", key="2"),
        mark(20, 22, key="3", style="Organisation"),
    ]
    found = [(TEXT[each.start : each.end], [m.key for m in each.marks]) for each in cut(len(TEXT), marks)]
    assert found == [
        ("Nederland ", ["1"]),
        ("steunt", ["1", "2"]),
        (" de ", ["2"]),
        ("EU", ["2", "3"]),
        (" in Syrië.", []),
    ]


def test_words_in_a_statement_lead_to_it_and_a_mention_alone_to_what_it_names() -> None:
    statement = mark(0, 22, "statement", key="1", anchor="char=0,22", target="statement-0-support-1")
    inside = mark(0, 9, key="7", style="State", anchor="mention-0-9-state", target="e7")
    alone = mark(
        26, 31, key="8", style="State", anchor="mention-26-31-state", target="e8", hint="staat: Syrië", label="staat"
    )
    written = write(TEXT, cut(len(TEXT), [statement, inside, alone]))
    assert written.startswith(
        '<i id="mention-0-9-state"></i><a class="m State s" data-s="1" data-e="7" id="char=0,22" href="#statement-0-support-1">Nederland</a>'
    )
    assert '<span class="s" data-s="1"> steunt de EU</span> in ' in written
    assert (
        '<a class="m State" data-e="8" title="staat: Syrië" id="mention-26-31-state" data-l="staat" href="#e8">Syrië</a>.'
        in written
    )


def test_what_looks_like_markup_is_text() -> None:
    text = '<script>alert("&amp;")</script>'
    written = write(text, cut(len(text), [mark(0, 8, style='x" onclick="y', hint='"><b>')]))
    assert "<script" not in written
    assert "<b>" not in written
    assert 'onclick="' not in written
    assert shown(written) == text


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["mention", "statement", "aside"]))),
)
def test_the_text_comes_back_whatever_lies_over_it(text: str, spans: list[tuple[int, int, str]]) -> None:
    text = text.replace("\x00", "").replace("\n", "")
    marks = [mark(start, end, layer, key=str(n), target=f"t{n}") for n, (start, end, layer) in enumerate(spans)]
    segments = list(cut(len(text), marks))
    assert "".join(text[each.start : each.end] for each in segments) == text
    assert shown(write(text, segments)) == text
    for each in segments:
        assert all(m.start <= each.start and each.end <= m.end for m in each.marks)


def test_a_long_text_is_cut_and_written_in_linear_time() -> None:
    # Each doubling of the text doubles the pieces; what would be quadratic takes minutes here.
    words = "Nederland steunt de EU in Syrië. " * 8_000
    step = len("Nederland steunt de EU in Syrië. ")
    marks = []
    for at in range(0, len(words), step):
        marks += [
            mark(at, at + 32, "statement", key=str(at), target=f"s{at}"),
            mark(at, at + 9),
            mark(at + 20, at + 22),
        ]
    segments = list(cut(len(words), marks))
    assert len(segments) == 8_000 * 5
    assert shown(write(words, segments)) == words
