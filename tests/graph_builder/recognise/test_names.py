"""Names of the registry: word boundaries, case, time, company, nesting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph_builder.model import Document, Metadata
from graph_builder.recognise import Lexicon, compile_lexicon, recognise
from ontology.registry import Entry, Name, Registry
from ontology.terms import load_vocabulary

Finder = Callable[..., list[tuple[str, str]]]
Words = Callable[..., list[str]]


@pytest.fixture(scope="module")
def small() -> Lexicon:
    """A registry with one case of each kind of care that a name can ask for."""
    entries = [
        Entry("actor/georgia", "State", (Name("Georgië", "nl"), Name("Georgisch", "nl", "adjective"))),
        Entry("actor/netherlands", "State", (Name("Nederland", "nl"), Name("Nederlands", "nl", "adjective"))),
        Entry("actor/denk", "Party", (Name("DENK", "nl"),)),
        Entry("actor/nato", "IntergovernmentalOrganisation", (Name("NAVO", "nl", "abbreviation"),)),
        Entry("actor/om", "Agency", (Name("OM", "nl", "abbreviation", capitals=True),)),
        Entry("actor/raad", "EUBody", (Name("Raad", "nl", capitals=True, needs=("EU",), excludes=("Hoge",)),)),
        Entry("actor/old", "Ministry", (Name("ministerie van Zaken", "nl"),), valid_to=date(2010, 10, 13)),
        Entry("actor/new", "Ministry", (Name("ministerie van Zaken", "nl"),), valid_from=date(2010, 10, 14)),
        Entry("actor/west", "StateGroup", (Name("het Westen", "nl"),)),
        Entry("actor/drr", "NonGovernmentalOrganisation", (Name("Raad voor Hulp in Georgië", "nl"),)),
    ]
    return compile_lexicon(Registry({entry.path: entry for entry in entries}), load_vocabulary())


def _read(small: Lexicon, text: str, when: date = date(2024, 11, 18)) -> list[tuple[str, str | None]]:
    document = Document("test", text, "txt", Metadata(date=when))
    return [(mention.span.of(text), mention.entity) for mention in recognise(document, small)]


def test_a_hyphen_is_a_word_boundary_but_an_ordinary_compound_is_not(small: Lexicon) -> None:
    assert _read(small, "het NAVO-verband en NAVObeleid") == [("NAVO", "actor/nato")]


def test_a_genitive_counts_and_an_adjective_does_not(small: Lexicon) -> None:
    assert _read(small, "Georgiës wens en de Georgische wens") == [("Georgiës", "actor/georgia")]
    assert _read(small, "het Nederlands belang van Nederland") == [("Nederland", "actor/netherlands")]


def test_abbreviations_keep_their_capitals(small: Lexicon) -> None:
    assert _read(small, "Denk aan de Navo en het OM, om en om") == [("Navo", "actor/nato"), ("OM", "actor/om")]
    assert _read(small, "van DENK") == [("DENK", "actor/denk")]


def test_an_ambiguous_name_needs_its_company_and_minds_its_neighbours(small: Lexicon) -> None:
    assert _read(small, "in de Raad gezegd") == []
    assert ("Raad", "actor/raad") in _read(small, "in de Raad gezegd, waar de EU zit")
    assert ("Raad", "actor/raad") not in _read(small, "de Hoge Raad zei, waar de EU zit")
    assert ("Raad", "actor/raad") in _read(small, "de EU hoort bij de Raad. Hoge kosten volgen")


def test_a_name_is_read_by_the_date_of_the_document(small: Lexicon) -> None:
    text = "het ministerie van Zaken"
    assert _read(small, text, date(2009, 1, 1))[0][1] == "actor/old"
    assert _read(small, text, date(2020, 1, 1))[0][1] == "actor/new"


def test_an_article_in_a_name_is_left_out_of_the_mention(small: Lexicon) -> None:
    assert _read(small, "vanuit het Westen gezien") == [("Westen", "actor/west")]


def test_the_longest_name_wins_and_holds_a_place_after_a_preposition(small: Lexicon) -> None:
    assert _read(small, "de Raad voor Hulp in Georgië") == [
        ("Raad voor Hulp in Georgië", "actor/drr"),
        ("Georgië", "actor/georgia"),
    ]


def test_capitals_throughout_are_a_title(small: Lexicon) -> None:
    assert _read(small, "BRIEF OVER GEORGIË") == [("GEORGIË", "actor/georgia")]


@pytest.mark.parametrize("written", ["Georgie\u0308", "GEORGIE\u0308", "Georg\u200bië"])
def test_composed_and_invisible_letters_keep_the_offsets_of_the_text(small: Lexicon, written: str) -> None:
    assert _read(small, f"naar {written} toe") == [(written, "actor/georgia")]


def test_member_states_hold_their_union(found: Finder) -> None:
    assert found("met de andere EU-lidstaten", "StateGroup") == [("EU-lidstaten", "actor/eu-lidstaten")]
    assert found("met de andere EU-lidstaten", "Organisation") == [("EU", "actor/european-union")]


def test_web_addresses_name_nothing(words: Words) -> None:
    assert words("zie https://mfa.gov.ua/nederland/EU en www.nederland.nl/EU of EU@nederland.nl", "State") == []


@pytest.mark.parametrize(
    ("text", "committees"),
    [
        (
            "de vaste commissies voor Defensie en voor Onderwijs, Cultuur en Wetenschap",
            [
                ("vaste commissies voor Defensie", "actor/vaste-commissie-voor-defensie"),
                ("Onderwijs, Cultuur en Wetenschap", "actor/vaste-commissie-voor-onderwijs-cultuur-en-wetenschap"),
            ],
        ),
        (
            "de commissie Onderwijs, Cultuur en Wetenschap",
            [
                (
                    "commissie Onderwijs, Cultuur en Wetenschap",
                    "actor/vaste-commissie-voor-onderwijs-cultuur-en-wetenschap",
                )
            ],
        ),
        (
            "de vaste Kamercommissie voor Defensie",
            [("vaste Kamercommissie voor Defensie", "actor/vaste-commissie-voor-defensie")],
        ),
        (
            "de vaste commissie BZK en de commissie voor LNV",
            [
                ("vaste commissie BZK", "actor/vaste-commissie-voor-binnenlandse-zaken"),
                ("commissie voor LNV", "actor/vaste-commissie-voor-landbouw"),
            ],
        ),
        (
            "met drie provincies (Groningen, Friesland en Drenthe) en de waterschappen Limburg en Rijn en IJssel",
            [
                ("Groningen", "actor/provincie-groningen"),
                ("Friesland", "actor/provincie-fryslan"),
                ("Drenthe", "actor/provincie-drenthe"),
                ("waterschappen Limburg", "actor/waterschap-limburg"),
                ("Rijn en IJssel", "actor/waterschap-rijn-en-ijssel"),
            ],
        ),
        (
            "de ministeries van BZK, Financiën en SZW",
            [
                ("ministeries van BZK", "actor/ministerie-van-binnenlandse-zaken-en-koninkrijksrelaties"),
                ("Financiën", "actor/ministerie-van-financien"),
                ("SZW", "actor/ministerie-van-sociale-zaken-en-werkgelegenheid"),
            ],
        ),
        ("Gedeputeerde Staten van Utrecht", [("Gedeputeerde Staten van Utrecht", "")]),
    ],
)
def test_bodies_of_parliament_and_provinces_are_named_by_what_they_are_of(
    found: Finder, text: str, committees: list[tuple[str, str]]
) -> None:
    assert found(f"Dit is besproken met {text}, zoals gemeld.", "Organisation") == committees


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("De werkkostenregeling (WKR) wordt ruimer; de WKR geldt voor allen.", []),
        ("De basisregistratie personen (BRP) en de wettelijke kapitaalregel (WKR) gelden; de WKR blijft.", []),
        ("Werkkostenregeling (WKR)\n\nDe WKR wordt ruimer.", []),
        ("De wetenschappelijke klimaatraad (WKR) adviseert.", ["WKR"]),
        ("Het openbaar ministerie (OM) vervolgt.", ["openbaar ministerie", "OM"]),
        ("Er zijn verdere afspraken (VN) en nieuwe avonden voor overleg (EU).", ["VN", "EU"]),
        ("Bij de kas (WKR) is dat zo.", ["WKR"]),
    ],
)
def test_an_abbreviation_behind_the_noun_that_it_shortens_is_no_body(
    words: Words, text: str, bodies: list[str]
) -> None:
    assert words(text, "Organisation") == bodies


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("De Islamitische Staat in Irak en de Levant trok op.", "Organisation", "actor/islamic-state"),
        ("De Raad van Ministers van het Koninkrijk besluit.", "Government", "actor/rijksministerraad"),
        ("De Rijksministerraad besluit.", "Government", "actor/rijksministerraad"),
        ("De Raad van Ministers besluit.", "Organisation", "actor/council-of-the-european-union"),
        ("In de Koerdische regio is het rustig.", "Place", "place/koerdistan"),
        ("De Europese Commissie tegen Racisme en Intolerantie schrijft.", "Organisation", "actor/ecri"),
        ("De Europese Commissie treedt op tegen racisme.", "Organisation", "actor/european-commission"),
        ("De Palestijnse Staat is lid.", "State", "actor/palestine"),
        ("Het six-pack bindt de landen van de eurozone.", "Law", "law/six-pack"),
        ("De voetballers wonnen; de Excelsior-speler juichte in de Eredivisie.", "Organisation", "actor/excelsior"),
    ],
)
def test_a_longer_name_is_read_whole(found: Finder, text: str, kind: str, named: str) -> None:
    assert [entity for _, entity in found(text, kind)] == [named]


def test_what_only_resembles_a_name_is_none(words: Words) -> None:
    assert words("Zij streven naar een onafhankelijke Palestijnse Staat.", "State") == []
    assert words("Een six-pack bier kost vier euro.", "Law") == []
    assert words("Een Utrecht-supporter juichte.", "Place") == []
    assert words("In Utrecht-stad en de Utrecht-regio is het druk.", "Place") != []


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        ("het pakket Belastingplan 2015 en het Belastingplan zelf", ["Belastingplan 2015"]),
        ("Met het wetsvoorstel STROOM is dat anders.", ["wetsvoorstel STROOM"]),
        ("Met het wetsvoorstel SZW is dat anders.", []),
        ("HET WETSVOORSTEL STROOM", []),
    ],
)
def test_a_year_or_capitals_make_a_bill_a_law(words: Words, text: str, laws: list[str]) -> None:
    assert words(text, "Law") == laws
