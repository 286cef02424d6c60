"""Papers and dossiers by their official identifiers, as in "kst-32623-376", "ah-tk-20232024-387", "stb-2020-12"."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import DCTERMS

from graph_builder import iris
from graph_builder.describe.sheet import A, Sheet, kg, term, text

_KAMERSTUK = re.compile(r"kst-(?P<dossier>\d{4,6}(?:-(?:[IVXLC]+|[A-Z]|\d{2,3}|\(R\d+\))(?=-))?)-(?P<number>[\w-]+)")

_CORRECTED = re.compile(r"(?P<paper>.+)-n(?P<version>[1-9]\d?)")
"""The official publications give a corrected version of a paper the suffix -n1, the next one -n2."""

_REPLACES, _REPLACED = term(DCTERMS.replaces), term(DCTERMS.isReplacedBy)

_CLASSES = (
    ("ah-", "Answer"),
    ("kv-", "Questions"),
    ("h-", "Debate"),
    ("stb-", "OfficialPublication"),
    ("stcrt-", "OfficialPublication"),
    ("trb-", "OfficialPublication"),
    ("com-", "EUProposal"),
    ("swd-", "EUProposal"),
    ("join-", "EUProposal"),
)
"""How an identifier's first part tells the class of paper, as the official publications use it."""

_NAMES = {
    "Letter": ("Kamerbrief", "letter to Parliament"),
    "Motion": ("motie", "motion"),
    "Answer": ("antwoord op Kamervragen", "answer to questions"),
    "Report": ("verslag", "report"),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A paper's place among the papers of the House."""

    dossier: str
    number: str

    def written(self) -> str:
        """Write it as the House does: "32 623, nr. 343", "36 410 V, nr. 53"."""
        digits, _, addition = self.dossier.partition("-")
        spaced = f"{digits[:-3]} {digits[-3:]}"
        return f"{spaced}{'-' if addition.isdigit() else ' '}{addition}".rstrip() + f", nr. {self.number}"


def number_of(identifier: str) -> Number | None:
    """Take a Kamerstuk's identifier apart; None for every other kind of paper."""
    corrected = _CORRECTED.fullmatch(identifier)
    found = _KAMERSTUK.fullmatch(corrected["paper"] if corrected else identifier)
    return Number(found["dossier"], found["number"]) if found else None


def corrects(identifier: str) -> str | None:
    """Give the identifier of the paper that this one corrects; None where it is no correction."""
    corrected = _CORRECTED.fullmatch(identifier)
    if not corrected:
        return None
    version = int(corrected["version"])
    return corrected["paper"] if version == 1 else f"{corrected['paper']}-n{version - 1}"


def class_of(identifier: str) -> str:
    """Tell the class of paper that an identifier alone gives away; "Paper" where it does not."""
    return next((name for start, name in _CLASSES if identifier.startswith(start)), "Paper")


def describe_paper(sheet: Sheet, path: str, cls: str, title: str | None = None) -> None:
    """Write a paper that was read or is cited, with its number, its dossier and its name.

    Args:
        sheet: Where to write.
        path: The paper's path, as in "paper/kst-32623-343".
        cls: Local name of its class.
        title: Its title, where it is known.
    """
    identifier = path.removeprefix("paper/")
    node, number = sheet.node(path), number_of(identifier)
    sheet.add(node, A, kg(cls))
    sheet.add(node, kg("identifier"), text(identifier))
    dutch, english = _NAMES.get(cls, ("Kamerstuk", "parliamentary paper") if number else ("", ""))
    written = number.written() if number else identifier
    before = corrects(identifier)
    if before:
        written += f" ({identifier.rpartition('-')[2]})"
        sheet.add(node, _REPLACES, sheet.node(iris.paper(before)))
        sheet.add(sheet.node(iris.paper(before)), _REPLACED, node)
        describe_paper(sheet, iris.paper(before), cls)
    sheet.label(node, f"{dutch} {written}".strip() + (f": {title}" if title else ""), f"{english} {written}".strip())
    if number:
        sheet.add(node, kg("dossierNumber"), text(number.dossier))
        sheet.add(node, kg("number"), text(number.number))
        sheet.add(node, kg("inDossier"), describe_dossier(sheet, number.dossier))


def describe_dossier(sheet: Sheet, number: str) -> ox.NamedNode:
    """Write a dossier and give its name."""
    node = sheet.node(iris.dossier(number))
    sheet.add(node, A, kg("Dossier"))
    sheet.add(node, kg("dossierNumber"), text(number))
    sheet.label(node, f"dossier {number}", f"dossier {number}")
    return node
