"""What validation found, as values, as JSON, and as text that a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from rdflib import Graph

__all__ = ["Language", "Passage", "Report", "Result", "Severity"]

Severity = Literal["violation", "warning", "info"]
Language = Literal["nl", "en"]

_RANK: dict[Severity, int] = {"violation": 0, "warning": 1, "info": 2}

_LONGEST_QUOTE = 300
"""Code points of a quote that the text shows; a track may span pages."""

_WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "violation": "Fout",
        "warning": "Waarschuwing",
        "info": "Opmerking",
        "violations": "fouten",
        "warnings": "waarschuwingen",
        "one violation": "1 fout",
        "one warning": "1 waarschuwing",
        "good": "De graaf is in orde: geen fouten, geen waarschuwingen.",
        "stop": "Met fouten wordt de graaf niet gepubliceerd.",
        "pass": "Waarschuwingen houden publiceren niet tegen.",
        "at": "tekens",
        "and": "en",
        "elsewhere": "Buiten de documenten",
    },
    "en": {
        "violation": "Violation",
        "warning": "Warning",
        "info": "Note",
        "violations": "violations",
        "warnings": "warnings",
        "one violation": "1 violation",
        "one warning": "1 warning",
        "good": "The graph is good: no violations, no warnings.",
        "stop": "With violations the graph is not published.",
        "pass": "Warnings do not stop publishing.",
        "at": "characters",
        "and": "and",
        "elsewhere": "Outside the documents",
    },
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that a result is about: code points, half-open."""

    iri: str
    start: int
    end: int
    words: str

    def holds(self, other: Passage) -> bool:
        """Tell whether a shorter passage of the same document lies inside this one."""
        same = self.iri.partition("#")[0] == other.iri.partition("#")[0]
        inside = self.start <= other.start and other.end <= self.end
        return same and inside and (self.start, self.end) != (other.start, other.end)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that a shape found."""

    severity: Severity
    shape: str
    """Local name of the shape, as in "Money-currency"."""
    component: str
    """Local name of the SHACL constraint component, as in "MinCountConstraintComponent"."""
    messages: Mapping[str, str]
    """What is wrong and what to do, by language."""
    focus: str
    """IRI of the node that breaks the shape."""
    name: str
    """What people call that node; its IRI where it has no label."""
    value: str | None
    """The value that is wrong, where the shape tells."""
    document: str | None
    """IRI of the document that it is about, if it is about one."""
    passages: tuple[Passage, ...] = ()
    """Where to look in the text: the value's own passages first."""

    def order(self) -> tuple[object, ...]:
        """Give the key that results are sorted by: severity, document, place in the text."""
        start = self.passages[0].start if self.passages else -1
        return (
            _RANK[self.severity],
            self.document or "",
            start,
            self.shape,
            self.focus,
            self.value or "",
            self.component,
        )

    def as_json(self) -> dict[str, Any]:
        """Give the result as values that JSON knows."""
        return {
            "severity": self.severity,
            "shape": self.shape,
            "component": self.component,
            "messages": dict(sorted(self.messages.items())),
            "focus": self.focus,
            "name": self.name,
            "value": self.value,
            "document": self.document,
            "passages": [
                {"iri": passage.iri, "start": passage.start, "end": passage.end, "text": passage.words}
                for passage in self.passages
            ],
        }

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> Result:
        """Read what `as_json` gave."""
        passages = (Passage(each["iri"], each["start"], each["end"], each["text"]) for each in said["passages"])
        return cls(**{**said, "passages": tuple(passages)})

    def message(self, language: Language) -> str:
        """Give the message in a language, else in any."""
        return self.messages.get(language) or next(iter(self.messages.values()), self.component)


@dataclass(frozen=True, slots=True)
class Report:
    """All that the shapes found, most serious first."""

    results: tuple[Result, ...]
    written: Callable[[], Graph] = Graph
    """Writes the same as a SHACL validation report."""

    @property
    def graph(self) -> Graph:
        """The same as a SHACL validation report."""
        return self.written()

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation; warnings do not count."""
        return not self.of("violation")

    def of(self, severity: Severity) -> tuple[Result, ...]:
        """Give the results of one severity."""
        return tuple(result for result in self.results if result.severity == severity)

    def as_json(self) -> dict[str, Any]:
        """Give the report as values that JSON knows."""
        return {
            "conforms": self.conforms,
            "results": [result.as_json() for result in self.results],
        }

    def as_text(self, language: Language = "nl") -> str:
        """Write the report for people: by document, what is wrong, what to do, and the words that it is about.

        Args:
            language: "nl" or "en".

        Returns:
            Lines without a final newline.
        """
        words = _WORDS[language]
        if not self.results:
            return words["good"]
        lines = [f"{self._count(language)} {words['pass'] if self.conforms else words['stop']}"]
        for document, groups in self._groups(language).items():
            lines += ["", document or words["elsewhere"]]
            for number, ((severity, message), results) in enumerate(groups.items(), 1):
                lines.append(f"{number}. {words[severity]}: {message}")
                lines += dict.fromkeys(line for result in results for line in _shown(result, language))
        return "\n".join(lines)

    def _groups(self, language: Language) -> dict[str | None, dict[tuple[Severity, str], list[Result]]]:
        """Put together what is said of one document in the same words."""
        groups: dict[str | None, dict[tuple[Severity, str], list[Result]]] = {}
        for result in self.results:
            of_document = groups.setdefault(result.document, {})
            of_document.setdefault((result.severity, result.message(language)), []).append(result)
        return groups

    def _count(self, language: Language) -> str:
        words, counts = _WORDS[language], []
        severities: tuple[Severity, ...] = ("violation", "warning")
        for severity in severities:
            found = len(self.of(severity))
            counts.append(words[f"one {severity}"] if found == 1 else f"{found} {words[f'{severity}s']}")
        return f"{counts[0]} {words['and']} {counts[1]}."


def _shown(result: Result, language: Language) -> list[str]:
    """Write what a result is about: its name, unless that is the quote itself, and where to look."""
    quotes = [_quoted(passage, language) for passage in result.passages]
    named = any(result.name == passage.words for passage in result.passages)
    return [*([] if named and quotes else [f"   {result.name}"]), *quotes]


def _quoted(passage: Passage, language: Language) -> str:
    quote = " ".join(passage.words.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = f"{quote[:_LONGEST_QUOTE].rstrip()} …"
    opening, closing = ("„", "”") if language == "nl" else ("“", "”")
    return f"   - {opening}{quote}{closing} ({_WORDS[language]['at']} {passage.start}–{passage.end})"
