"""Every way to write a citation gives the identifier of its paper, whoever writes it and however it is spaced."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.model import Document
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.view import look_at

FORMS = [
    (text.replace(" ⏎ ", "\n"), [value for value in values.split(" | ") if value])
    for line in Path(__file__).with_name("citation_forms.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for text, _, values in [line.partition("\t")]
]

numbers = st.integers(1, 4999)
years = st.integers(1985, 2031)
ways_to_write_years = st.sampled_from(["{}-{}", "{}–{}", "{}/{short}", "{}-{short}", "{}/{}"])


def cited(text: str) -> list[str | None]:
    return [mention.value for mention in find_citations(look_at(Document("x", text, "txt"), None))]


@pytest.mark.parametrize(("text", "values"), FORMS, ids=[text for text, _ in FORMS])
def test_a_form_that_ministers_use_is_normalised(text: str, values: list[str]) -> None:
    assert cited(f"Zoals gemeld {text if text.startswith('(') else f'({text})'} is dat zo.") == values


@st.composite
def sessions(draw: st.DrawFn) -> tuple[str, str]:
    """Give a session year as written, and its eight digits."""
    year = draw(years)
    written = draw(ways_to_write_years).format(year, year + 1, short=f"{(year + 1) % 100:02}")
    return written, f"{year}{year + 1}"


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, str]:
    """Give a paper as written behind its head, and its identifier."""
    dossier = draw(st.integers(15_000, 40_000))
    suffix = draw(st.sampled_from(["", "V", "XVI", "VIII", "J", "IIA"]))
    number = draw(numbers)
    digits = draw(st.sampled_from([f"{dossier}", f"{dossier // 1000} {dossier % 1000:03}"]))
    joint = draw(st.sampled_from([" ", "-"])) if suffix else ""
    link = draw(st.sampled_from([", nr. ", " nr. ", ", nr.", ", nr ", " , nr. ", ", nr.\n", "-", ", "]))
    return f"{digits}{joint}{suffix}{link}{number}", "-".join(filter(None, ["kst", str(dossier), suffix, str(number)]))


@settings(deadline=None)
@given(
    paper=papers(), session=sessions(), head=st.sampled_from(["Kamerstuk ", "Kamerstukken II {}, ", "TK {}, ", "Kst. "])
)
def test_a_paper_is_the_same_however_it_is_written(paper: tuple[str, str], session: tuple[str, str], head: str) -> None:
    assert cited(f"Dat stond in de brief ({head.format(session[0])}{paper[0]}).") == [paper[1]]


@settings(deadline=None)
@given(
    session=sessions(),
    number=numbers,
    head=st.sampled_from(["Aanhangsel Handelingen", "Aanhangsel van de Handelingen", "Aanhangsel der Handelingen"]),
    link=st.sampled_from([" II {}, nr. ", ", vergaderjaar {}, nr. ", " II {}, ", ", {}, nr.", " TK {}, nr. "]),
)
def test_an_answer_is_the_same_however_it_is_written(
    session: tuple[str, str], number: int, head: str, link: str
) -> None:
    assert cited(f"Zie {head}{link.format(session[0])}{number}.") == [f"ah-tk-{session[1]}-{number}"]


@settings(deadline=None)
@given(session=sessions(), number=st.integers(1, 110), item=st.integers(1, 40), chamber=st.sampled_from(["I", "II"]))
def test_a_debate_is_known_by_its_item(session: tuple[str, str], number: int, item: int, chamber: str) -> None:
    series = "h-ek" if chamber == "I" else "h-tk"
    text = f"(Handelingen {chamber} {session[0]}, nr. {number}, item {item})"
    assert cited(text) == [f"{series}-{session[1]}-{number}-{item}"]


@settings(deadline=None)
@given(year=st.integers(1990, 2031), number=st.integers(1, 9999), kind=st.sampled_from(["Stb", "Stcrt", "Trb"]))
def test_a_gazette_is_known_by_year_and_number(year: int, number: int, kind: str) -> None:
    identifier = f"{kind.lower()}-{year}-{number}"
    assert {tuple(cited(f"({kind}. {year}{link}{number})")) for link in (", ", ", nr. ", "-", "/", " ")} == {
        (identifier,)
    }


@settings(deadline=None)
@given(first=st.integers(1, 900), count=st.integers(2, 6), link=st.sampled_from([" en ", " en nr. "]))
def test_a_list_gives_every_number(first: int, count: int, link: str) -> None:
    listed = [str(first + step) for step in range(count)]
    text = f"Kamerstukken 33 037, nrs. {', '.join(listed[:-1])}{link}{listed[-1]}"
    assert cited(f"Zie ({text}).") == [f"kst-33037-{number}" for number in listed]


@settings(deadline=None)
@given(st.text(alphabet="nr. ,-/()0123456789IVXKamerstuk\n", max_size=120))
def test_offsets_lie_in_the_text_and_places_are_claimed_once(text: str) -> None:
    spans = [mention.span for mention in find_citations(look_at(Document("x", text, "txt"), None))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
