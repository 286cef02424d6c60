"""The bundled letter as a person reads it: an Extraction made by hand, for tests of what comes after extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from graph_builder.extract import Knowledge, load_knowledge
from graph_builder.model import (
    Document,
    Extraction,
    Filler,
    Mention,
    MentionType,
    Period,
    Reference,
    Span,
    Statement,
    Track,
)
from graph_builder.read import read_file

EXAMPLES = Path(__file__).parents[2] / "examples"

GOVERNMENT, NETHERLANDS, EU = "actor/nl-government", "actor/netherlands", "actor/european-union"
MOTION, SUBMITTER = "paper/kst-32623-343", "document/kst-32623-376#person-kahraman"
DRA, RED_CROSS, POOLED = (
    "actor/dutch-relief-alliance",
    "actor/netherlands-red-cross",
    "actor/x/vn-humanitaire-landenfondsen",
)
IIIM, OHCHR, ICTJ = (
    "actor/iiim",
    "actor/ohchr-field-office-damascus",
    "actor/x/international-center-for-transitional-justice",
)


@cache
def knowledge() -> Knowledge:
    """What the product knows beforehand."""
    return load_knowledge()


@cache
def letter() -> Document:
    """The bundled letter, as read."""
    return read_file(EXAMPLES / "kst-32623-376.txt")


def at(words: str, occurrence: int = 1) -> Span:
    """Find words in the letter."""
    start = -1
    for _ in range(occurrence):
        start = letter().text.index(words, start + 1)
    return Span(start, start + len(words))


def _mention(
    words: str, kind: MentionType, entity: str | None, *, occurrence: int = 1, value: str | None = None
) -> Mention:
    registered = bool(entity) and "/x/" not in str(entity) and "#" not in str(entity)
    return Mention(at(words, occurrence), kind, entity, registered, value)


def mentions() -> tuple[Mention, ...]:
    """Those mentions of the letter that its statements rest on."""
    found = [
        _mention("Nederland", "State", NETHERLANDS, occurrence=3),
        _mention("2025", "Date", None, value="2025"),
        _mention("EUR 20,4 miljoen", "Money", None, value="EUR 20400000"),
        _mention("Dutch Relief Alliance", "Organisation", DRA),
        _mention("Nederlandse Rode Kruis", "Organisation", RED_CROSS),
        _mention("VN-humanitaire landenfondsen", "Organisation", POOLED),
        _mention("motie Kahraman", "Motion", MOTION),
        _mention("Kahraman", "Person", SUBMITTER),
        _mention("Kamerstuk 32 623, nr. 343", "Citation", MOTION, value="kst-32623-343"),
        Mention(Span(3185, 3187), "Organisation", EU, True),
        _mention("christenen", "Group", "actor/christians"),
        Mention(Span(4438, 4449), "Government", GOVERNMENT, True),
        _mention("VN-bewijzenbank IIIM", "Organisation", IIIM),
        _mention("OHCHR-veldkantoor in Damascus", "Organisation", OHCHR),
        _mention("International Center for Transitional Justice", "Organisation", ICTJ),
        _mention("motie - Kahraman c.s. over steun voor het OHCHR-veldkantoor of bewijzenbank IIIM", "Motion", MOTION),
        _mention("Kahraman", "Person", SUBMITTER, occurrence=2),
        _mention("Kamerstuk 32 623, nr. 343", "Citation", MOTION, occurrence=2, value="kst-32623-343"),
        _mention("deze maand", "Date", None, value="deze maand"),
    ]
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.type)))


def tracks() -> tuple[Track, ...]:
    """The letter's four strands of policy."""
    bounds = (
        ("Allereerst onderhoudt", "sanctie-instrumentarium.", "contact met de Syrische overgangsregering"),
        ("Ook in Europees verband", "ontwikkelingen nauwgezet.", "Europees verband"),
        ("Verder blijft humanitaire", "Druzen, en Koerden.", "humanitaire steun"),
        ("Ten slotte is het", "mensenrechtenschendingen.", "tegengaan van straffeloosheid"),
    )
    return tuple(
        Track(order, Span(at(first).start, at(last).end), label) for order, (first, last, label) in enumerate(bounds, 1)
    )


def funding() -> Statement:
    """EUR 20,4 million through three channels."""
    clause = at(
        "In 2025 gaat het om in totaal EUR 20,4 miljoen, via de Dutch Relief Alliance, het Nederlandse Rode Kruis en "
        "VN-humanitaire landenfondsen"
    )
    return Statement(
        "Funding",
        clause,
        (
            ("agent", Filler(Span(2869, 2878), NETHERLANDS)),
            ("amount", Filler(at("EUR 20,4 miljoen"), None, "EUR 20400000")),
            ("channel", Filler(at("Dutch Relief Alliance"), DRA)),
            ("channel", Filler(at("Nederlandse Rode Kruis"), RED_CROSS)),
            ("channel", Filler(at("VN-humanitaire landenfondsen"), POOLED)),
        ),
        frame="gaan-om-amount",
        period=Period(at("2025"), "2025", date(2025, 1, 1), date(2025, 12, 31)),
        track=3,
    )


def citations() -> tuple[Statement, Statement]:
    """The two places that name motion 32 623, nr. 343."""
    first, second = at("motie Kahraman"), at("motie - Kahraman c.s. over steun voor het OHCHR-veldkantoor")
    number = "Kamerstuk 32 623, nr. 343"
    title = "steun voor het OHCHR-veldkantoor of bewijzenbank IIIM"
    return (
        Statement(
            "Citation",
            Span(first.start, at(number).end),
            (
                ("cited", Filler(first, MOTION)),
                ("citedSubmitter", Filler(at("Kahraman"), SUBMITTER)),
                ("citedNumber", Filler(at(number), None, "kst-32623-343")),
            ),
        ),
        Statement(
            "Citation",
            Span(second.start, at(number, 2).end),
            (
                ("cited", Filler(Span(second.start, at(title).end), MOTION)),
                ("citedSubmitter", Filler(at("Kahraman", 2), SUBMITTER)),
                ("citedTitle", Filler(at(title))),
                ("citedNumber", Filler(at(number, 2), None, "kst-32623-343")),
            ),
        ),
    )


def executions() -> tuple[Statement, Statement]:
    """What the letter says was done with that motion, in the prose and in the footnote."""
    first, second = citations()
    return (
        Statement(
            "MotionExecution",
            Span(at("Conform de motie").start, at("EU-verband").start),
            (("motion", first.fillers("cited")[0]), ("agent", Filler(Span(3172, 3181), NETHERLANDS))),
            trigger=at("Conform"),
            track=3,
        ),
        Statement(
            "MotionExecution",
            at("Middels deze inzet geeft het kabinet uitvoering aan motie"),
            (("agent", Filler(Span(4438, 4449), GOVERNMENT)), ("motion", second.fillers("cited")[0])),
            trigger=at("uitvoering"),
            anchor=Span(at("Het kabinet heeft dit jaar").start, at("Transitional Justice.").end),
            track=4,
        ),
    )


def advocacy() -> Statement:
    """For whom the Netherlands argued, and where; what it argued is words."""
    return Statement(
        "Advocacy",
        Span(at("heeft Nederland in EU-verband").start, at("en Koerden").end),
        (
            ("agent", Filler(Span(3172, 3181), NETHERLANDS)),
            ("forum", Filler(Span(3185, 3187), EU)),
            ("topic", Filler(at("hulp wordt verleend op basis van de grootste noden"))),
            ("beneficiary", Filler(at("christenen"), "actor/christians")),
        ),
        frame="bepleiten",
        track=3,
    )


def contact() -> Statement:
    """A symmetric one."""
    return Statement(
        "Contact",
        at("Allereerst onderhoudt Nederland contact met de Syrische overgangsregering"),
        (
            ("agent", Filler(Span(841, 850), NETHERLANDS)),
            ("partner", Filler(at("Syrische overgangsregering"), "actor/syrian-transitional-government")),
        ),
        track=1,
    )


def urging() -> Statement:
    """One whose agent is a pronoun."""
    return Statement(
        "Urging",
        at("Samen met de EU en andere partners blijven we in ons contact met de Syrische overgangsregering"),
        (
            ("agent", Filler(Span(*_we()), GOVERNMENT)),
            ("addressee", Filler(at("Syrische overgangsregering", 4), "actor/syrian-transitional-government")),
        ),
        modality="intended",
        track=1,
    )


def _we() -> tuple[int, int]:
    start = at("we in ons contact").start
    return start, start + 2


def extraction() -> Extraction:
    """The whole of it."""
    return Extraction(
        letter(),
        mentions(),
        (Reference(Span(*_we()), (GOVERNMENT,)),),
        tracks(),
        tuple(
            sorted(
                (funding(), *citations(), *executions(), advocacy(), contact(), urging()), key=lambda said: said.span
            )
        ),
        (at("Het kabinet volgt deze ontwikkelingen nauwgezet."),),
    )


def with_statements(*statements: Statement) -> Extraction:
    """The letter with other statements."""
    return replace(extraction(), statements=statements)
