"""What the source says of a case, a document, a dossier, a party or a member, read into values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.fields import Fields, Row
from graph_builder.link.tweede_kamer.values import (
    Case,
    Decision,
    Dossier,
    Member,
    Paper,
    Party,
    Period,
    Submission,
    Vote,
)

KEY = "tweede-kamer"


def read_dossier(row: Row, complaints: list[str]) -> Dossier | None:
    """Read a Kamerstukdossier; None where it has no number."""
    fields = Fields(row, "Kamerstukdossier", complaints)
    id_, number, addition = fields.guid("Id"), fields.number("Nummer"), fields.key("Toevoeging")
    if id_ is None or number is None or (addition is None and fields.row.get("Toevoeging")):
        return None
    written = f"{number}-{addition}" if addition else str(number)
    return Dossier(id_, written, fields.text("Titel"), fields.number("HoogsteVolgnummer"))


def read_case(row: Row, complaints: list[str]) -> Case | None:
    """Read a Zaak with all that hangs below it; None where it has no number."""
    fields = Fields(row, "Zaak", complaints)
    id_, number = fields.guid("Id"), fields.key("Nummer")
    if id_ is None or number is None:
        return None
    return Case(
        id_,
        number,
        fields.text("Soort"),
        fields.text("Onderwerp") or fields.text("Titel"),
        fields.day("GestartOp"),
        fields.number("Volgnummer"),
        fields.text("Status"),
        _known(fields, "Kabinetsappreciatie", load_source(KEY).data["views"]["words"]),
        tuple(_submissions(fields.rows("ZaakActor"))),
        tuple(_decisions(fields.rows("Besluit"))),
        _dossiers(fields, complaints),
        tuple(filter(None, (read_paper(below.row, complaints) for below in fields.rows("Document")))),
        _numbers(fields, "GerelateerdNaar"),
        _numbers(fields, "GerelateerdVanuit"),
    )


def read_paper(row: Row, complaints: list[str]) -> Paper | None:
    """Read a Document with all that hangs below it; None where it has no number."""
    fields = Fields(row, "Document", complaints)
    id_, number = fields.guid("Id"), fields.key("DocumentNummer")
    if id_ is None or number is None:
        return None
    return Paper(
        id_,
        number,
        fields.text("Soort"),
        fields.text("Onderwerp") or fields.text("Titel"),
        fields.day("Datum"),
        fields.number("Volgnummer"),
        _dossiers(fields, complaints),
        tuple(filter(None, (read_case(below.row, complaints) for below in fields.rows("Zaak")))),
    )


def read_party(row: Row, complaints: list[str]) -> Party | None:
    """Read a Fractie; None where it has no Id."""
    fields = Fields(row, "Fractie", complaints)
    id_ = fields.guid("Id")
    if id_ is None:
        return None
    name = fields.text("NaamNL")
    return Party(id_, fields.text("Afkorting"), name, fields.day("DatumActief"), fields.day("DatumInactief"))


def read_member(row: Row, complaints: list[str]) -> Member | None:
    """Read a Persoon, but for what the allow-list leaves out; None where it has no Id."""
    allowed = load_source(KEY).data["allowed"]["Persoon"]
    kept = {name: value for name, value in row.items() if name in (*allowed, "FractieZetelPersoon")}
    fields = Fields(kept, "Persoon", complaints)
    id_ = fields.guid("Id")
    if id_ is None:
        return None
    surname = " ".join(filter(None, (fields.text("Tussenvoegsel"), fields.text("Achternaam")))) or None
    number, initials, known_as = fields.number("Nummer"), fields.text("Initialen"), fields.text("Roepnaam")
    return Member(id_, number, surname, initials, known_as, tuple(_periods(fields.rows("FractieZetelPersoon"))))


def _periods(rows: Iterable[Fields]) -> Iterator[Period]:
    for fields in rows:
        parties = (party.guid("Id") for seat in fields.rows("FractieZetel") for party in seat.rows("Fractie"))
        id_, party = fields.guid("Id"), next(parties, None)
        if id_ and party:
            yield Period(id_, party, fields.day("Van"), fields.day("TotEnMet"))


def _dossiers(fields: Fields, complaints: list[str]) -> tuple[Dossier, ...]:
    found = (read_dossier(below.row, complaints) for below in fields.rows("Kamerstukdossier"))
    return tuple(dossier for dossier in found if dossier)


def _numbers(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(sorted({number for below in fields.rows(name) if (number := below.key("Nummer"))}))


def _submissions(rows: Iterable[Fields]) -> Iterator[Submission]:
    """Read who submitted, first the one who signed first; other relations (addressee, committee) are left out."""
    wanted = load_source(KEY).data["submitting"]["words"]
    found = []
    for fields in rows:
        role = fields.text("Relatie")
        if role is not None and role in wanted:
            name, person, party = fields.text("ActorNaam"), fields.guid("Persoon_Id"), fields.guid("Fractie_Id")
            found.append((wanted.index(role), name or "", Submission(name, person, party, role)))
    yield from (submission for *_, submission in sorted(found, key=lambda each: each[:2]))


def _decisions(rows: Iterable[Fields]) -> Iterator[Decision]:
    """Read decisions; a mere proposal without kind and without votes says nothing."""
    data = load_source(KEY).data
    for fields in rows:
        id_ = fields.guid("Id")
        kind = _known(fields, "BesluitSoort", [*data["outcomes"], *data["steps"]["words"]])
        votes = tuple(_votes(fields))
        if id_ and (kind or votes) and (votes or fields.text("Status") != "Voorstel"):
            yield Decision(id_, kind, fields.text("StemmingsSoort"), votes, _day_of(fields))


def _day_of(decision: Fields) -> date | None:
    """Give the day of the meeting on whose agenda a decision stood."""
    meetings = (meeting for item in decision.rows("Agendapunt") for meeting in item.rows("Activiteit"))
    return next((day for meeting in meetings if (day := meeting.day("Datum"))), None)


def _votes(decision: Fields) -> Iterator[Vote]:
    """Read each voice once: the source may hold every vote twice, and a party may be split over its members."""
    seen: dict[tuple[str | None, str, bool], Vote] = {}
    choices: dict[str | None, set[str]] = {}
    for fields in decision.rows("Stemming"):
        choice = _known(fields, "Soort", load_source(KEY).data["choices"])
        party, person = fields.guid("Fractie_Id"), fields.guid("Persoon_Id")
        name = (fields.text("ActorNaam") if person else fields.text("ActorFractie")) or fields.text("ActorNaam")
        voter = person or party or name
        if choice is None or voter is None:
            continue
        vote = Vote(party, person, name, choice, fields.number("FractieGrootte"), fields.flag("Vergissing") or False)
        seen.setdefault((voter, choice, vote.mistake), vote)
        if not vote.mistake:
            choices.setdefault(voter, set()).add(choice)
    for voter, chosen in choices.items():
        if len(chosen) > 1:
            decision.complain(f"{voter} voted {' and '.join(sorted(chosen))}; both are kept")
    yield from seen.values()


def _known(fields: Fields, name: str, known: Iterable[str]) -> str | None:
    """Read a word of an open list; one that is not known yet is kept, with a note."""
    word = fields.text(name)
    if word is not None and word not in known:
        fields.complain(f"{name} “{word}” is new to this program; it is kept as it is")
    return word
