"""HTML and the official XML: what is prose, what is the site's; metadata; lists, tables and notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.errors import UnknownFormatError
from graph_builder.model import Document
from graph_builder.read import read, read_file


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.label, block.span.of(document.text)) for block in document.blocks]


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>Titel</title>{head}</head><body>{body}</body></html>".encode()


def test_the_site_around_a_paper_is_left_out() -> None:
    document = read(
        page(
            "<header>Rijksoverheid</header><nav><ul><li>Menu</li></ul></nav><script>alert('x')</script>"
            "<main><h1>Hulp aan Oekraïne</h1><p>Het kabinet <b>steunt</b> de hulp.</p><p hidden>Niet.</p>"
            '<p style="display: none">Niet.</p><aside>Zie ook</aside></main><footer>Contact</footer>'
        ),
        "brief.html",
    )

    assert outline(document) == [
        ("heading", 1, "", "Hulp aan Oekraïne"),
        ("paragraph", 0, "", "Het kabinet steunt de hulp."),
    ]


def test_lists_of_a_page_have_their_numbers_and_depth() -> None:
    document = read(
        page(
            "<p>Het gaat om:</p><ol start='3'><li>hulp;<ul><li><p>in 2025;</p></li></ul></li><li>sancties.</li></ol>"
            "<table><tr><th>Land</th><th>Bedrag</th></tr><tr><td>Syrië</td><td>€ 5</td></tr></table>"
        ),
        "brief.html",
    )

    assert outline(document) == [
        ("paragraph", 0, "", "Het gaat om:"),
        ("item", 1, "3", "hulp;"),
        ("item", 2, "•", "in 2025;"),
        ("item", 1, "4", "sancties."),
        ("cell", 0, "", "Land"),
        ("cell", 0, "", "Bedrag"),
        ("cell", 0, "", "Syrië"),
        ("cell", 0, "", "€ 5"),
    ]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<sup><a class="nootnum" href="#ID-1">1</a></sup>',
            '<div class="voet noot"><a id="ID-1"></a>1<p>{}</p></div>',
        ),
        ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<div><p><a href="#_ftnref1" name="_ftn1">[1]</a> {}</p></div>'),
        ('<sup><a href="#fn1" id="r1">1</a></sup>', '<ol><li id="fn1"><p>{} <a href="#r1">↩</a></p></li></ol>'),
    ],
    ids=["official site", "word", "markdown"],
)
def test_a_note_is_what_a_numbered_link_points_to(mark: str, note: str) -> None:
    body = f"<p>Dat is toegezegd.{mark} Uw Kamer wacht.</p>" + note.format("Kamerstuk 36 410, nr. 31.")
    document = read(page(body), "brief.html")

    (tied,) = document.footnotes
    assert tied.label == "1"
    assert tied.body.of(document.text) == "Kamerstuk 36 410, nr. 31."
    assert document.text[: tied.mark.start].endswith("toegezegd.")
    assert [kind for kind, *_ in outline(document)] == ["paragraph", "note"]


def test_the_official_site_gives_its_metadata(shared: Path) -> None:
    known = read_file(shared / "papers" / "kst-32545-143.html").metadata

    assert known.title is not None and known.title.startswith("Motie van de leden Inge van Dijk en Grinwis")
    assert (known.identifier, known.dossier, known.number) == ("kst-32545-143", "32545", "143")
    assert (known.date, known.kind) == (date(2021, 7, 6), "motion")


def test_the_metadata_beside_official_xml_is_read(tmp_path: Path, shared: Path) -> None:
    for name in ("kst-32545-143.xml", "kst-32545-143.metadata_owms.xml"):
        (tmp_path / name).write_bytes((shared / "papers" / name).read_bytes())

    known = read_file(tmp_path / "kst-32545-143.xml").metadata
    assert known.title is not None and known.title.startswith("Motie van de leden Inge van Dijk en Grinwis")


def test_notes_of_official_xml_keep_their_numbers(shared: Path) -> None:
    document = read_file(shared / "recordings" / "koop-xml" / "kst-28844-269.brief.xml")

    assert [note.label for note in document.footnotes] == ["1", "2", "3", "4", "6", "8", "13"]
    assert document.footnotes[-1].body.of(document.text) == "Kamerstuk 28 844, nr. 261."
    assert document.metadata.identifier == "kst-28844-269"
    assert document.metadata.sender == "minister van Binnenlandse Zaken en Koninkrijksrelaties"


def test_a_double_encoded_copy_is_mended(shared: Path) -> None:
    for number, words in ((4, "Ik heb één motie."), (6, "de motie-Laçin/Beckerman")):
        document = read_file(shared / "papers" / f"h-tk-20172018-70-{number}.xml")
        assert words in document.text


def test_a_debate_report_is_what_was_said(shared: Path) -> None:
    document = read_file(shared / "papers" / "verslag-eufor-althea-2025-07-03.xml")

    assert document.metadata.title == "Artikel 100-bijdrage aan EUFOR Althea"
    assert (document.metadata.date, document.metadata.kind) == (date(2025, 7, 3), "report")
    assert ("heading", 3, "", "De heer Veldkamp:") in outline(document) or ("heading", 3, "", "Minister Veldkamp:") in (
        outline(document)
    )
    assert "2025-07-03T" not in document.text


def test_lists_and_tables_of_official_xml() -> None:
    data = (
        "<officiele-publicatie><kamerstuk><al>Het gaat om:</al><lijst><li><li.nr>a.</li.nr><al>hulp;</al></li>"
        "<li><li.nr>b.</li.nr><al>sancties.</al></li></lijst><table><tgroup><tbody><row><entry>Land</entry>"
        "<entry>Bedrag</entry></row><row><entry>Syrië</entry><entry>€ 5</entry></row></tbody></tgroup></table>"
        "</kamerstuk></officiele-publicatie>"
    )

    assert outline(read(data.encode(), "a.xml"))[1:4] == [
        ("item", 1, "a", "hulp;"),
        ("item", 1, "b", "sancties."),
        ("cell", 0, "", "Land"),
    ]


def test_other_xml_is_refused_with_its_root() -> None:
    with pytest.raises(UnknownFormatError, match="root 'rss'"):
        read(b"<?xml version='1.0'?><rss><item/></rss>", "nieuws.xml")
