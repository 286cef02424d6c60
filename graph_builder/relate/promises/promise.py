"""A clause that may promise something, and what it says of when, to whom and in which text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph_builder.model import Filler, Span
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.lexicon.inflect import Verb
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.subjects import subject, subject_names
from graph_builder.relate.syntax.tokens import Token

_SENDERS = frozenset([GOVERNMENT, "actor/netherlands"])
OFFICES = (
    "actor/minister-van-",
    "actor/minister-voor-",
    "actor/minister-president",
    "actor/staatssecretaris-",
    "actor/ministerie-van-",
)
"""How the keys of the members of the Dutch government and of their ministries begin."""
_NOT_TO = frozenset(["van", "door", "in", "uit", "namens"])
"""Words before a parliament that is not the one to whom something is told."""

PROMISE = Frame(
    name="zullen",
    kind="Undertaking",
    verbs=(Verb("zullen"),),
    particles=(),
    phrases=(),
    subject="agent",
    object="topic",
    object_accepts=frozenset(["text"]),
    object_text=None,
    indirect=None,
    phrase=None,
    complements=(),
    requires=(frozenset(["topic"]),),
    modality=None,
    excludes=frozenset(),
    implied=True,
    sender_only=False,
    predicate=None,
    examples=(),
    counter_examples=(),
)
"""The frame of promises that no frame in `ontology/frames.ttl` reads: it has no words of its own but the auxiliary."""


class Promise(NamedTuple):
    """A clause that may be one."""

    clause: Clause
    core: Core
    context: Context
    lemma: str
    """The infinitive, with its particle."""

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        """The closed word classes."""
        return self.context.grammar.words

    @property
    def span(self) -> Span:
        """The clause with its subordinate clauses."""
        return Span(self.clause.start, self.clause.whole_end)

    def subject(self) -> tuple[Filler, ...]:
        """Give who the subject names."""
        return subject_names(self.clause, self.context)

    def sender(self) -> tuple[Filler, ...]:
        """Give the sender, pointing to the finite verb of a passive that names nobody."""
        finite = self.clause.finite
        if finite is None or not self.context.speaks:
            return ()
        return (self.context.sender(self.clause.tokens[finite.at].span),)

    def types(self) -> dict[Span, str]:
        """Give the type of each name in the sentence, by where it stands."""
        return {token.span: token.type for token in self.context.tokens if token.mention}

    def says(self, phrases: str) -> bool:
        """Tell whether one of the phrases of a list stands in the clause."""
        return any(map(self.clause.line.__contains__, self.context.grammar.phrases[phrases]))


_AS = frozenset(["ter", "in", "als"])
"""Words by which something is done to keep a promise: "ter uitvoering van mijn toezegging"."""
_IN_LINE_NEAR = 4
"""How many words may stand before "toezegging" from what says that it is kept: "in lijn met mijn toezegging"."""
_PROMISED_NEAR = 16
"""Within how many words behind "zoals" it is said that something was promised."""


def attends(said: Promise) -> bool:
    """Tell whether somebody is only said to be present: "de minister zal aan de Raad deelnemen"."""
    if said.lemma not in said.words["attending"]:
        return False
    return not any(low.endswith(said.context.grammar.phrases["joint"]) for low in said.clause.lows)


def stands_up(said: Promise) -> bool:
    """Tell whether somebody says that he stands up for a cause or presses for it: "zal zich sterk blijven maken"."""
    words, strong = said.words, {"sterk", "hard"} & said.clause.words
    if said.lemma in words["urging"]:
        return True
    return said.core.lemma == "maken" and bool(strong) and not words["reflexives"].isdisjoint(said.clause.lows)


def as_was_promised(said: Promise) -> bool:
    """Tell whether the sentence does what it says was promised: "zoals toegezegd …", "conform mijn toezegging …"."""
    lows, words = said.context.lows, said.words
    if words["promised"].isdisjoint(lows):
        if words["pledges"].isdisjoint(lows):
            return False
        noun = next((i for i, low in enumerate(lows) if low in words["pledges"]), 0)
        near = (i for i in range(max(0, noun - _IN_LINE_NEAR), noun) if lows[i] in words["in_line"])
        # "Ter uitvoering van mijn toezegging", not "geef invulling aan de toezegging".
        in_line = any(lows[i] not in words["keeping"] or lows[i - 1] in _AS for i in near)
        return in_line and not _told_what(lows, noun)
    at = next((i for i, low in enumerate(lows) if low in ("zoals", "als")), None)
    return at is not None and not said.words["promised"].isdisjoint(lows[at + 1 : at + _PROMISED_NEAR])


def _told_what(lows: Sequence[str], at: int) -> bool:
    """Tell whether it is said behind "toezegging" what was promised: "conform de toezegging om …, stuur ik …"."""
    end = next((i for i in range(at, len(lows)) if lows[i] in (",", "ik", "wij", "we", "u")), len(lows))
    told = lows[at:end][:_PROMISED_NEAR]
    # "Mijn toezegging in het debat over de begroting": of what one has talked.
    sat = next((i for i, low in enumerate(told) if low.endswith(("debat", "overleg"))), len(told))
    return not {"om", "dat"}.isdisjoint(told) or "over" in told[:sat]


def names_parliament(clause: Clause) -> bool:
    """Tell whether parliament is named or addressed."""
    return any(token.type == "Parliament" or token.low in ("u", "kamer") for token in clause.tokens)


def addresses_parliament(said: Promise) -> bool:
    """Tell whether parliament is the subject."""
    clause, finite = said.clause, said.clause.finite
    who = subject(clause, said.context)
    you = finite is not None and "u" in clause.lows[max(0, finite.at - 1) : finite.at + 2]
    return you or (who is not None and who.tokens[0].type == "Parliament")


def brings_up_to_date(clause: Clause) -> bool:
    """Tell whether somebody is brought or kept up to date."""
    lows = clause.lows
    return "hoogte" in lows and any(lows[at : at + 3] == ["op", "de", "hoogte"] for at in range(len(lows)))


def is_sender(found: tuple[Filler, ...]) -> bool:
    """Tell whether the document's sender, or the Netherlands, is the only one found."""
    return bool(found) and all(filler.entity in _SENDERS for filler in found)


def is_body(found: tuple[Filler, ...], said: Promise) -> bool:
    """Tell whether only bodies, officials and governments are named: of a state "gaat" tells what is expected."""
    types = said.types()
    return bool(found) and all(types.get(filler.span) in ("Organisation", "Role", "Government") for filler in found)


def in_office(found: tuple[Filler, ...]) -> bool:
    """Tell whether only other members of the government are found: "de minister van Defensie", not a foreign one."""
    return bool(found) and all((filler.entity or "").startswith(OFFICES) for filler in found)


def brings_forward(said: Promise) -> bool:
    """Tell whether somebody comes with something that he has made: "met een voorstel komen"."""
    if said.core.lemma != "komen" or "met" not in said.clause.lows:
        return False
    behind = said.clause.lows[said.clause.lows.index("met") + 1 :]
    return any(low.endswith(said.context.grammar.phrases["forward"]) for low in behind)


def this_letter(clause: Clause, context: Context) -> bool:
    """Tell whether the text itself is the subject: "[deze brief] beschrijft …"."""
    lows, finite = clause.lows, clause.finite
    named = finite is not None and finite.at == 2 and lows[0] in context.grammar.words["this"]
    return named and lows[1].endswith(context.grammar.phrases["texts"])


def complies(said: Promise) -> bool:
    """Tell whether somebody is to do as he is asked: "aan uw verzoek zal ik voldoen"."""
    asked = said.clause.words & said.words["requests"]
    return said.lemma == "voldoen" and bool(asked) and "aan" in said.clause.words


def arrives(said: Promise) -> bool:
    """Tell whether somebody is to get to something: "wij willen komen tot een beleidsagenda"."""
    return said.lemma in ("komen", "overgaan") and "tot" in said.clause.words


def addressees(said: Promise) -> tuple[Filler, ...]:
    """Give the parliament to which a clause promises to tell or send something: "uw Kamer", "u"."""
    words, lemma = said.words, said.lemma
    told = any(lemma in words[name] for name in ("informing", "sending", "receiving", "expecting", "awaited"))
    return parliament_in(said.clause.tokens, said.context) if told or brings_up_to_date(said.clause) else ()


def parliament_in(tokens: Sequence[Token], context: Context) -> tuple[Filler, ...]:
    """Give the parliament that is told, sent or promised something in a stretch: "uw Kamer", "u"; nobody for none."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1].low if at else ""
        if token.type == "Parliament" and token.mention and before not in _NOT_TO:
            return (Filler(token.mention.span, token.mention.entity),)
        if token.low == "u" and context.speaks:
            return (Filler(token.span, context.parliament),)
    return ()


def refuses(said: Promise) -> bool:
    """Tell whether the government says what it will not do: "het kabinet zal niet in die beoordeling treden".

    Who "will not fail" to do something does it, and what is not talked about here is no act.
    """
    words, clause = said.words, said.clause
    goes = clause.finite is not None and clause.finite.reading.lemma == "gaan" and said.core.lemma in words["agentive"]
    will = shall(said) or (goes and clause.finite is not None and clause.finite.reading.form != "past")
    if not will or said.core.passive or clause.kind == "relative" or not said.context.speaks:
        return False
    if {*said.core.chain} & (words["modals_possible"] | words["modals_needed"]):
        return False
    if said.lemma in words["failing"] or said.lemma in words["discourse_verbs"] or said.lemma in words["reporting"]:
        return False
    return not said.says("sooner") and is_sender(said.subject())


def another(token: Token) -> bool:
    """Tell whether somebody else is named than parliament and the government."""
    if token.mention is not None and (token.mention.entity or "").startswith(OFFICES):
        return False
    return token.actor and token.type not in ("Parliament", "Government") and token.entities != (GOVERNMENT,)


def shall(said: Promise) -> bool:
    """Tell whether the clause says "zal" and what will be done; "zou" promises nothing."""
    owner = said.clause if said.clause.finite or said.clause.partner is None else said.clause.partner
    if owner.finite is None or owner.finite.reading.lemma != "zullen" or not said.clause.verbs:
        return False
    return owner.tokens[owner.finite.at].low not in said.words["hedges"] or told_before(said)


def told_before(said: Promise) -> bool:
    """Tell whether the sender repeats what he promised: "ik heb aangegeven dat ik hierop zou ingaan"."""
    clause, above, words = said.clause, said.clause.parent, said.words
    if clause.marker is None or clause.marker.low != "dat" or above is None or above.kind != "main":
        return False
    tells = words["reporting"] | words["announcing"]
    told = any(verb.reading.infinitive in tells for verb in above.verbs)
    told = told or [verb.reading.lemma for verb in above.verbs] == ["laten", "weten"]
    if told and said.core.passive and said.context.speaks and not any(another(token) for token in above.tokens):
        # "In het overleg is aangegeven dat de knelpunten zouden worden geïnventariseerd".
        return "door" not in above.lows and "hebben" not in above.auxiliaries()
    mine = not words["first_person"].isdisjoint(above.lows) and not words["first_person"].isdisjoint(clause.lows)
    return told and mine and "hebben" in above.auxiliaries() and "willen" not in said.core.chain
