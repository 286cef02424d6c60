"""What the registry's ambiguous names come to in a text, with the recognisers as they are."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.model import Metadata
from graph_builder.read import read
from graph_builder.recognise import Lexicon, compile_lexicon, recognise
from graph_builder.resolve import resolve
from ontology.registry import Registry, load_registry
from ontology.terms import load_vocabulary


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def lexicon(registry: Registry) -> Lexicon:
    return compile_lexicon(registry, load_vocabulary())


def named(text: str, registry: Registry, lexicon: Lexicon, day: date | None = None) -> dict[str, str | None]:
    document = read(text.encode(), "letter.txt", Metadata(date=day))
    mentions, _ = resolve(document, recognise(document, lexicon), registry)
    return {mention.span.of(document.text): mention.entity for mention in mentions if mention.type != "Date"}


LINKED = [
    ("De fractie van Volt dient een motie in.", "Volt", "actor/volt"),
    ("Het lid Van Baarle (DENK) stelt vragen.", "DENK", "actor/denk"),
    ("De Raad sprak met het Europees Parlement.", "Raad", "actor/council-of-the-european-union"),
    (
        "De Commissie presenteert het voorstel; de Europese Commissie is ambitieus.",
        "Commissie",
        "actor/european-commission",
    ),
    ("De Raad van State adviseerde.", "Raad van State", "actor/raad-van-state"),
    ("De EU en de Unie van Waterschappen.", "Unie van Waterschappen", "actor/unie-van-waterschappen"),
    (
        "Volgens de Europese Commissie en de Commissie van advies inzake volkenrechtelijke vraagstukken is dat zo.",
        "Commissie van advies inzake volkenrechtelijke vraagstukken",
        "actor/commissie-van-advies-inzake-volkenrechtelijke-vraagstukken",
    ),
    ("Het Rijk en de gemeenten doen mee; het Rijk betaalt.", "Rijk", "actor/nl-government"),
    ("In de Filippijnen en in Amerika is dat anders.", "Filippijnen", "actor/philippines"),
    ("In de Filippijnen en in Amerika is dat anders.", "Amerika", "actor/united-states"),
    ("In Latijns-Amerika en Sierra Leone niet.", "Sierra Leone", "actor/sierra-leone"),
    ("De luchthaven Schiphol groeit.", "luchthaven Schiphol", "place/schiphol"),
    ("Op grond van de WW en de Wmo 2015 kan dat.", "Wmo 2015", "law/wmo-2015"),
    ("Op grond van de WW en de Wmo 2015 kan dat.", "WW", "law/ww"),
    ("De Raad van Europa vergaderde.", "Raad van Europa", "actor/council-of-europe"),
    ("In Goma (Kivu) lijdt Congo onder het geweld.", "Congo", "actor/congo-kinshasa"),
    ("Georgië koos een nieuwe regering.", "Georgië", "actor/georgia"),
    ("Het kabinet steunt Niger en Nigeria.", "Niger", "actor/niger"),
    ("Het Kamerlid sprak met het OM.", "OM", "actor/openbaar-ministerie"),
    ("De strijd tegen ISIS gaat door; IS is verzwakt.", "IS", "actor/islamic-state"),
    ("Zuid-Soedan en Soedan sloten een akkoord.", "Soedan", "actor/sudan"),
    ("De Russische regering ontkent.", "Russische regering", "actor/russian-government"),
    ("De Zweedse minister van Defensie sprak.", "Zweedse minister van Defensie", "actor/minister-of-defence-of-sweden"),
    ("De Armeense president was er ook.", "Armeense president", "actor/president-of-armenia"),
    ("Uit Wit-Rusland komen vluchtelingen.", "Wit-Rusland", "actor/belarus"),
]


@pytest.mark.parametrize(("text", "words", "path"), LINKED)
def test_a_name_with_what_decides_is_linked(
    registry: Registry, lexicon: Lexicon, text: str, words: str, path: str
) -> None:
    assert named(text, registry, lexicon).get(words) == path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Best ingewikkeld is dit wel.", "Best"),
        ("De spanning op het net is 230 Volt.", "Volt"),
        ("Denk aan de gevolgen.", "Denk"),
        ("Hij schreef om die reden.", "om"),
        ("De douane controleert.", "douane"),
        ("Echt waar is dat niet.", "Echt"),
        ("Congo is groot.", "Congo"),
        ("Wie meldt zich? De Raad vergadert wekelijks over de subsidies van de EU.", "Raad"),
        ("De raad van toezicht besloot.", "raad"),
        ("Huizen worden duurder.", "Huizen"),
        ("Zij hebben kampen ingericht.", "kampen"),
    ],
)
def test_a_word_that_is_no_name_here_is_not_linked(registry: Registry, lexicon: Lexicon, text: str, words: str) -> None:
    assert named(text, registry, lexicon).get(words) is None


@pytest.mark.parametrize(
    ("day", "path"),
    [
        (date(2009, 5, 1), "actor/ministerie-van-economische-zaken-tot-2010"),
        (date(2014, 5, 1), "actor/ministerie-van-economische-zaken-en-klimaat"),
        (None, "actor/ministerie-van-economische-zaken-en-klimaat"),
    ],
)
def test_a_name_valid_for_a_time_is_chosen_by_the_letters_date(
    registry: Registry, lexicon: Lexicon, day: date | None, path: str
) -> None:
    words = "ministerie van Economische Zaken"

    assert named(f"Het {words} schreef een brief.", registry, lexicon, day)[words] == path
