"""What the Parquet tables hold: their columns, with type and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["TABLES", "Column"]

Type = Literal["string", "strings", "int32", "bool", "date", "decimal"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: Type
    meaning: str

    def arrow(self, library: Any) -> Any:
        """Give its type as Arrow has it; `library` is the module pyarrow."""
        types = {
            "string": library.string(),
            "strings": library.list_(library.string()),
            "int32": library.int32(),
            "bool": library.bool_(),
            "date": library.date32(),
            "decimal": library.decimal128(38, 4),
        }
        return types[self.type]


_DOCUMENT = Column("document", "string", "IRI of the document")
_START = Column("start", "int32", "where the words start: Unicode code points in the text as read")
_END = Column("end", "int32", "where they end, exclusive")

TABLES: Mapping[str, tuple[Column, ...]] = {
    "documents": (
        _DOCUMENT,
        Column("paper", "string", "IRI of the paper that it is a text of"),
        Column("identifier", "string", "the paper's official identifier, as in kst-32623-376"),
        Column("kind", "string", "letter, motion, answer, report or other"),
        Column("dossier", "string", "number of its dossier"),
        Column("number", "string", "its number in the dossier"),
        Column("date", "date", "its date"),
        Column("title", "string", "its title"),
        Column("sender", "string", "IRI of the role that signs it"),
        Column("sender_name", "string", "that role's name"),
        Column("format", "string", "format of the file that was read"),
        Column("length", "int32", "length of the text: Unicode code points"),
        Column("coverage", "decimal", "of the sentences that name an actor, the share that gave a statement"),
        Column("text", "string", "the text as read"),
    ),
    "mentions": (
        _DOCUMENT,
        Column("mention", "string", "IRI of the mention"),
        _START,
        _END,
        Column("type", "string", "what the words name: State, Organisation, Motion, Money, Date, …"),
        Column("words", "string", "the words"),
        Column("entity", "string", "IRI of what they name"),
        Column("entity_name", "string", "its name"),
        Column("value", "string", "amounts and dates: the value in normal form"),
    ),
    "statements": (
        _DOCUMENT,
        Column("statement", "string", "IRI of the statement"),
        Column("kind", "string", "Funding, Cooperation, Urging, Undertaking, MotionExecution, …"),
        _START,
        _END,
        Column("quote", "string", "the words it was read from"),
        Column("frame", "string", "IRI of the frame that read it"),
        Column("modality", "string", "Asserted, Intended, Conditional or Reported"),
        Column("negated", "bool", "whether it is denied"),
        Column("speaker", "string", "IRI of the one in whose mouth the text puts it; empty for the sender"),
        Column("track", "string", "name of its policy track"),
        Column("period_start", "date", "first day of its period"),
        Column("period_end", "date", "last day of its period"),
        Column("period_text", "string", "its period in the words of the text"),
        Column("due", "date", "the day by which a promise is to be kept"),
        Column("due_text", "string", "that in the words of the text"),
        Column("amount", "decimal", "its amount"),
        Column("currency", "string", "ISO 4217 code"),
    ),
    "roles": (
        _DOCUMENT,
        Column("statement", "string", "IRI of the statement"),
        Column("role", "string", "agent, recipient, channel, beneficiary, addressee, target, topic, …"),
        Column("entity", "string", "IRI of what fills it; empty where words do"),
        Column("name", "string", "its name, or the words"),
    ),
    "citations": (
        _DOCUMENT,
        Column("citation", "string", "IRI of the citation"),
        _START,
        _END,
        Column("quote", "string", "the words"),
        Column("cited", "string", "IRI of what is cited"),
        Column("number", "string", "the identifier as cited"),
        Column("title", "string", "how it is described there"),
        Column("submitters", "strings", "names of those who submitted it, as cited"),
    ),
}
