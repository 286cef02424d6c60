"""The values that flow through the house: Document, Mention, Track, Statement, Extraction.

Every value is frozen. Offsets are Unicode code points into `Document.text`, half-open. An *entity* is named by its
path below the deployment's base IRI ("actor/european-union", "paper/kst-32623-343", "document/…#case-3667"), so
that nothing before `describe` knows where a graph will be published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

MentionType = Literal[
    "State",
    "StateGroup",
    "Government",
    "Parliament",
    "Organisation",
    "Role",
    "Person",
    "Group",
    "Place",
    "Motion",
    "Citation",
    "Treaty",
    "Law",
    "LegalCase",
    "Money",
    "Date",
    "Programme",
]
"""What a mention names, by the annotation guidelines; `Programme` covers named plans, strategies and reports."""

DocumentKind = Literal["letter", "motion", "answer", "report", "other"]

BlockKind = Literal["heading", "paragraph", "item", "cell", "note", "preamble", "signature"]
"""`preamble` is the title block above the prose, `note` the body of a footnote."""

Part = Literal["question", "answer", "finding", "consideration", "request"]
"""The part a block plays: in answers to questions, and in a motion (constaterende, overwegende, verzoekt)."""

Modality = Literal["asserted", "intended", "conditional", "reported"]

Verdict = Literal["accepted", "rejected", "corrected", "added"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text as read: code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the words that the span covers in `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document beside its text; every field may be missing."""

    identifier: str | None = None
    """The official one, as in "kst-32623-376" or "ah-tk-20232024-387"."""
    dossier: str | None = None
    """As in "32623" or "21501-02"."""
    number: str | None = None
    date: date | None = None
    title: str | None = None
    sender: str | None = None
    """The role that signs, as in "minister van Buitenlandse Zaken"."""
    addressee: str | None = None
    kind: DocumentKind | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note tied to the place its mark stands."""

    label: str
    mark: Span
    """The mark itself in the running text (markup or a bare digit)."""
    body: Span
    """The note's own words, without brackets and label."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like unit of the text; blocks never overlap and are in the order of the text."""

    span: Span
    kind: BlockKind
    level: int = 0
    """Depth of a heading or list item, from 1; 0 where it has none."""
    label: str = ""
    """The number or bullet that the block bears, as in "1", "a", "•" ("4 en 5" for a merged answer)."""
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text of a paper, as read. `text` never changes after reading."""

    key: str
    """Its IRI's segment below `document/`: the official identifier, else a slug with a hash of the text."""
    text: str
    format: str
    """As in "txt", "docx", "pdf", "html", "xml", "odt"."""
    metadata: Metadata = Metadata()
    blocks: tuple[Block, ...] = ()
    markup: tuple[Span, ...] = ()
    """Converter artefacts inside the text, in order: no reader of prose looks at them. A footnote's brackets and
    label are markup, its body is not."""
    footnotes: tuple[Footnote, ...] = ()
    pages: tuple[int, ...] = ()
    """Offset at which each page starts; empty where a format has no pages."""

    @property
    def path(self) -> str:
        """The document's own path below the base."""
        return f"document/{self.key}"

    @property
    def paper(self) -> str | None:
        """The path of the paper that this is a text of, if it has an official identifier."""
        return f"paper/{self.metadata.identifier}" if self.metadata.identifier else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something."""

    span: Span
    type: MentionType
    entity: str | None = None
    """The path of what it names; None for dates, and for what could not be told with certainty."""
    registered: bool = False
    """Whether the registry (or an official numbering) knows the entity."""
    value: str | None = None
    """Citations: the identifier; money: "EUR 20400000"; dates: ISO 8601, or the words of a relative one."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for entities without naming them: "we", "ik", "deze instellingen"."""

    span: Span
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A strand of policy that the document itself lists."""

    order: int
    """From 1."""
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: an entity, an amount, or words (`entity` and `value` None)."""

    span: Span
    entity: str | None = None
    value: str | None = None
    """For amounts: "EUR 20400000"."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time span as the text gives it; days inclusive, None where the letter's date is needed but unknown."""

    span: Span
    value: str
    """As the gold has it: ISO 8601 ("2025", "2024-09", "2023-09-27") or the words of a relative date ("dit jaar")."""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One act that the document states, with its roles and its evidence."""

    kind: str
    """A class of the ontology, as in "Funding"."""
    span: Span
    """The evidence: the clause that holds the verb."""
    roles: tuple[tuple[str, Filler], ...]
    """(role, filler) pairs in the order of the text; a role may come several times."""
    frame: str | None = None
    """Local name of the frame that read it; None for what no frame reads (citations)."""
    trigger: Span | None = None
    """The words that evoked it."""
    negated: bool = False
    modality: Modality = "asserted"
    speaker: str | None = None
    """The entity in whose mouth the text puts it; None for the document's own sender."""
    period: Period | None = None
    due: Period | None = None
    anchor: Span | None = None
    """For what a footnote says: the sentence that carries the note's mark."""
    track: int | None = None
    """The order of its track."""
    ordinal: int = 1
    """Tells apart statements of one kind with the same evidence start."""

    def fillers(self, role: str) -> tuple[Filler, ...]:
        """Give what fills `role`, in the order of the text."""
        return tuple(filler for name, filler in self.roles if name == role)


@dataclass(frozen=True, slots=True)
class Fact:
    """A binary reading of a statement, as the gold annotations have it."""

    statement: Statement
    subject: Filler
    predicate: str
    object: Filler
    qualifiers: dict[str, str] = field(default_factory=dict, hash=False)
    """topic, amount, amountScope, period, due, role, modality, negated; only those that the statement has."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement says, apart from where it stands: how a person's decision knows it again."""

    kind: str
    roles: tuple[tuple[str, str], ...]
    """(role, filler) pairs, sorted: an entity's path, a value, or words with white space folded."""
    modality: Modality = "asserted"
    negated: bool = False

    def same(self, other: Claim) -> bool:
        """Tell whether both say that the same is done by and to the same, however firmly."""
        return (self.kind, self.roles) == (other.kind, other.roles)


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on what was read from a passage, or on what should have been."""

    document: str
    """The document's key."""
    quote: str
    """The evidence, white space folded (a Web Annotation's text quote selector has it as `exact`)."""
    prefix: str
    """Words directly before it, white space folded; they tell apart passages that say the same."""
    verdict: Verdict
    read: Claim | None
    """What was read there; None where nothing was."""
    instead: Claim | None
    """What should be read there; None unless corrected or added."""
    by: str
    on: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A decision as it bears on a document."""

    review: Review
    span: Span | None
    """The passage; None where the document no longer says so, and the decision has to be taken anew."""
    statement: Statement | None = None
    """What stands now; None where it was rejected."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    tracks: tuple[Track, ...] = ()
    statements: tuple[Statement, ...] = ()
    unread: tuple[Span, ...] = ()
    """Sentences that name actors but gave no statement."""
    reviews: tuple[Reviewed, ...] = ()
    """What people decided about it; `statements` follows those decisions."""
