"""Acts that a noun names: "de steun van A aan B", "de sancties van A tegen B", "het overleg tussen A en B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Mention, Span
from graph_builder.relate.context import GOVERNMENT, STATE, Context
from graph_builder.relate.draft import Draft, Role, filler_of
from graph_builder.relate.lexicon.frames import Complement, Frame
from graph_builder.relate.roles.markers import BODIES
from graph_builder.relate.roles.things import is_thing
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.nounphrases import fillers, names_at, text_span
from graph_builder.relate.syntax.subjects import subject, subject_names
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import conditional, cores, negated
from graph_builder.resolve.entities import of_parliament

_AMOUNT_NEAR = 5
"""How many words from "van" on an amount may end that measures a noun."""
_FARTHEST_BACK = 6
"""How many words may stand between a noun and its determiner."""
_ASIDE = frozenset([",", "(", "gedaan", "tijdens", "bij", "in", "uit"])
"""How an aside begins that says where or when something was asked."""
_LONGEST_ASIDE = 18
"""How many words it may have."""
_MEMBERS = frozenset(["lid", "leden", "kamerlid", "kamerleden", "fractie", "fracties"])
"""Behind these, members of parliament are named."""
_CHAMBERS = ("-tweede-kamer", "-eerste-kamer", "-staten-generaal")
"""How the offices of parliament end: its chair, its clerk."""
_THEIRS = frozenset(["zijn", "haar", "hun"])
_FINITE = frozenset(["third", "past", "plural", "first"])
_CLOSE = 20
"""How many characters may lie between a request and the clause that says what for: a date or a reference."""


def read_nominals(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the acts that the nouns of a clause name.

    Args:
        clause: One that states something.
        context: The document around it.

    Yields:
        What the noun and the prepositions behind it say for certain: somebody acts, and it is said on whom. What a
        clause denies, makes a condition, wants or ends it does not take for granted.
    """
    by_noun = context.frames.by_noun
    named = "" in clause.words
    if by_noun.keys().isdisjoint(clause.words) and (not named or all(token.whole for token in clause.tokens)):
        return
    for at, token in enumerate(clause.tokens):
        noun = token.low or _tail(token, context)
        for frame in by_noun.get(noun, ()):
            if not _led(frame, clause, at):
                continue
            # What somebody asks he has asked, whatever becomes of it.
            asks = frame.kind == "Urging" and not conditional(clause, context)
            if negated(clause, context) and not (asks and not _denied(clause, at, context)):
                return
            if not (asks or granted(clause, context)):
                continue
            draft = _fill(frame, clause, at, context)
            if draft is not None:
                yield draft
                break


def _denied(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a noun itself is denied: "er is geen verzoek van A", not "het verzoek van A is niet ingewilligd"."""
    return not context.grammar.words["negations"].isdisjoint(clause.lows[:at])


def _led(frame: Frame, clause: Clause, at: int) -> bool:
    """Tell whether a noun has before it the words that its frame wants there: "[mijn reactie op] de brief"."""
    lead = clause.lows[max(0, at - _FARTHEST_BACK) : at]
    led = (tuple(lead[i : i + len(words)]) == words for words in frame.particles for i in range(len(lead)))
    return not frame.particles or any(led)


def _tail(token: Token, context: Context) -> str:
    """Give the noun that a name is compounded with: "sancties" of "EU-sancties"."""
    if token.whole or token.mention is None:
        return ""
    return context.document.text[token.mention.span.end : token.end].replace("‑", "-").rpartition("-")[2].lower()


def granted(clause: Clause, context: Context) -> bool:
    """Tell whether a clause takes for granted what its nouns name: it is no condition, wish or end of it."""
    words = context.grammar.words
    core = next(cores(clause, context), None)
    if conditional(clause, context) or not words["unsure"].isdisjoint(clause.lows):
        return False
    return core is None or not {core.lemma, _whole_verb(clause, core, context)} & words["unsettling"]


def _whole_verb(clause: Clause, core: Core, context: Context) -> str:
    """Give the infinitive with its particle, also where that stands at the end of the clause."""
    particle = core.predicate.reading.particle
    if not particle and core.predicate is clause.finite:
        last = next((low for low in reversed(clause.lows) if low.isalpha()), "")
        particle = last if last in context.grammar.verbs["separable_prefixes"] else ""
    return particle + core.lemma


def _fill(frame: Frame, clause: Clause, at: int, context: Context) -> Draft | None:
    tokens = clause.tokens
    before = _before(frame, tokens, at, context)
    if before == [] and frame.mutual and at and clause.lows[at - 1] in _THEIRS:
        # "Borrell vertelde over [zijn] ontmoeting met A".
        who = subject(clause, context)
        before = [("agent", filler) for filler in fillers(who.tokens, context)] if who is not None else []
    if before is None and (frame.indefinite or clause.lows[at + 1 : at + 2] == ["door"]):
        # "Over trainingen door A aan B": who acts is said, definite or not.
        before = []
    if before is None:
        return None
    roles = [*before, *_behind(frame, tokens, at + 1, context, bool(before))]
    if frame.kind == "Contact" and any(r == "partner" and _of_house(f, tokens, context) for r, f in roles):
        # Parliament's letters are answered as its questions are.
        return None
    roles += _asked(frame, clause, at, roles, context)
    if frame.mutual and ((frame.implied and _somebody_else_acts(clause, context)) or "anderzijds" in clause.lows[at:]):
        # "De gesprekken tussen A en B enerzijds en C anderzijds": A and B talk to C.
        return None
    if frame.implied and context.speaks and not any(role == "agent" for role, _ in roles):
        roles.append(("agent", context.sender(tokens[at].span)))
    if any(complement.role == "amount" for complement in frame.complements):
        amounts = (t.mention for t in tokens[at:] if t.type == "Money" and t.mention is not None)
        roles += [("amount", filler_of(amount)) for amount in amounts][:1]
    agents = [role for role in roles if role[0] == "agent"]
    sent = any(complement.role == "partner" and "aan" in complement.markers for complement in frame.complements)
    if len(agents) > 1 and frame.mutual and not sent and not any(role == "partner" for role, _ in roles):
        roles = [agents[0], *(("partner", filler) for _, filler in agents[1:])]
    draft = Draft(frame, clause, roles, tokens[at].span, "asserted", False)
    return draft if draft.sound and is_thing(draft, context) else None


def _somebody_else_acts(clause: Clause, context: Context) -> bool:
    """Tell whether the clause has a subject other than the government: the agreement may be his."""
    return any(filler.entity not in (GOVERNMENT, STATE) for filler in subject_names(clause, context))


def _before(frame: Frame, tokens: Sequence[Token], at: int, context: Context) -> list[Role] | None:
    """Tell who acts by the words before the noun; None where the noun is not definite: its act may not take place."""
    words, described = context.grammar.words, ("e", *context.grammar.phrases["neuter"])
    token = tokens[at]
    found: list[Role] = []
    if frame.mutual and (pair := _pair(token if token.mention is not None or not at else tokens[at - 1])):
        return [("agent", Filler(mention.span, mention.entity)) for mention in pair]
    if token.mention is not None:
        found = [("agent", Filler(token.mention.span, token.mention.entity))]
    for back in range(at - 1, max(-1, at - _FARTHEST_BACK), -1):
        low = tokens[back].low
        if low == "door" and not found:
            names, _ = names_at(tokens, back + 1, at, context)
            found = [("agent", filler) for filler in fillers(names, context)]
        elif low == "uw" and frame.kind == "Urging" and context.speaks and not found:
            return [("agent", Filler(tokens[back].span, context.parliament))]
        elif low in words["own"] and context.speaks and not found:
            found = [("agent", context.sender(tokens[back].span))]
            if low in words["possessive"]:
                return found
        elif low in words["definite"] and (back == 0 or tokens[back - 1].low != "door"):
            return found
        elif low in words["parliamentary"] and frame.kind == "Contact":
            # "Het schriftelijk overleg met de commissie": a sitting of parliament.
            return None
        elif tokens[back].mention is None and not low.endswith(described) and low not in words["adverbs"]:
            break
    return found or None


def _pair(token: Token) -> tuple[Mention, ...]:
    """Give the two names that a hyphen joins: "de [EU]-[Canada] top"."""
    joined = [mention for mention in token.inner if token.mention and mention.span.start > token.mention.span.end]
    return (token.mention, joined[0]) if token.mention is not None and len(joined) == 1 else ()


def _behind(frame: Frame, tokens: Sequence[Token], at: int, context: Context, acted: bool) -> Iterator[Role]:
    """Read the prepositional phrases that follow the noun, one after another; `acted` is whether who acts is told."""
    filled = {"agent"} if acted and not frame.mutual else set[str]()
    naming = [complement for complement in frame.complements if complement.accepts & {"actor", "body", "text"}]
    while at < len(tokens):
        amount = _measure(tokens, at)
        if amount is not None:
            # "De bijdrage [van ruim 2 miljoen euro] aan UNICEF": the amount is read apart.
            at = amount + 1
            continue
        if tokens[at].type == "Date" or (at + 1 < len(tokens) and tokens[at + 1].type == "Date"):
            # "Het verzoek van de commissie [van 3 mei] om een reactie".
            at += 1
            continue
        aside = _aside(tokens, at) if frame.kind == "Urging" and "agent" in filled else None
        if aside is not None:
            at = aside
            continue
        complement = next((c for c in naming if tokens[at].low in c.markers and c.role not in filled), None)
        if complement is None:
            return
        names, end = names_at(tokens, at + 1, _stretch(tokens, at + 1, context), context, tokens[at].low)
        bodies = complement.accepts != {"body"} or all(name.type in BODIES for name in names)
        found = fillers(names, context) if bodies else ()
        if not found:
            found, end = _words(frame, complement, tokens, at + 1, context)
        if not found:
            return
        filled.add(complement.role)
        yield from ((complement.role, filler) for filler in found)
        at = end


def _aside(tokens: Sequence[Token], at: int) -> int | None:
    """Skip where and when something was asked, up to what: "het verzoek van A, gedaan op 3 mei, om een brief"."""
    if tokens[at].low not in _ASIDE:
        return None
    for ahead in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens))):
        if tokens[ahead].low in ("om", "tot"):
            return ahead
    return None


def _of_house(filler: Filler, tokens: Sequence[Token], context: Context) -> bool:
    """Tell whether somebody is a house of parliament, its chair or a member."""
    chair = (filler.entity or "").endswith(_CHAMBERS)
    return chair or of_parliament(filler.entity) or _is_member(filler, tokens, context)


def _is_member(filler: Filler, tokens: Sequence[Token], context: Context) -> bool:
    """Tell whether somebody is a member of parliament or a party there: "het lid A", "de A-fractie"."""
    at = next((at for at, token in enumerate(tokens) if token.start <= filler.span.start < token.end), 0)
    party = context.document.text[filler.span.start : tokens[at].end].endswith("-fractie") if tokens else False
    return party or any(token.low in _MEMBERS for token in tokens[max(0, at - 4) : at])


def _asked(frame: Frame, clause: Clause, at: int, roles: Sequence[Role], context: Context) -> Iterator[Role]:
    """Read to what a request urges in the clause behind it, and that parliament's own is to the government."""
    if frame.kind != "Urging":
        return
    named = {role for role, _ in roles}
    last = max([clause.tokens[at].end, *(filler.span.end for _, filler in roles)])
    for child in clause.children:
        if child.marker is None or not child.tokens or child.kind not in ("infinitive", "sub") or "topic" in named:
            continue
        between = [token for token in clause.tokens if last <= token.start < child.marker.start]
        if 0 <= child.marker.start - last <= _CLOSE and not any(token.readings for token in between):
            yield "topic", Filler(Span(child.tokens[0].start, child.whole_end))
    askers = [filler for role, filler in roles if role == "agent"]
    asks = any(of_parliament(filler.entity) or _is_member(filler, clause.tokens, context) for filler in askers)
    if asks and not frame.implied and "addressee" not in named and context.speaks:
        yield "addressee", context.sender(clause.tokens[at].span)


def _measure(tokens: Sequence[Token], at: int) -> int | None:
    """Find the amount that a "van" before it measures a noun by."""
    if tokens[at].low not in ("van", "ad", "à"):
        return None
    near = range(at + 1, min(at + _AMOUNT_NEAR, len(tokens)))
    return next((ahead for ahead in near if tokens[ahead].type == "Money"), None)


def _stretch(tokens: Sequence[Token], at: int, context: Context) -> int:
    """Find where a noun phrase ends: before a verb, a point or the next preposition."""
    words = context.grammar.words
    for ahead in range(at, len(tokens)):
        token = tokens[ahead]
        verbal = ahead > at and token.readings and tokens[ahead - 1].low not in words["determiners"]
        if token.point or verbal or token.low in words["prepositions"]:
            return ahead
    return len(tokens)


def _is_finite(token: Token) -> bool:
    return any(reading.form in _FINITE for reading in token.readings)


def _words(
    frame: Frame, complement: Complement, tokens: Sequence[Token], at: int, context: Context
) -> tuple[tuple[Filler, ...], int]:
    """Give the words behind a preposition that name nobody, where words may fill the role."""
    end = _stretch(tokens, at, context)
    if complement.role == "topic":
        # "Een reactie [op het rapport over wonen]": what is asked for goes on to a verb or a pause.
        words = context.grammar.words
        nominal = words["determiners"] | words["prepositions"]
        while end < len(tokens) and not tokens[end].point:
            if _is_finite(tokens[end]) and tokens[end - 1].low not in nominal:
                break
            named = tokens[end - 1].type == "Programme" or tokens[end - 1].low.endswith(tuple(words["heads"]))
            if frame.mutual and tokens[end].low == "tussen" and named:
                # "De onderhandelingen over [een handelsakkoord] tussen A en B".
                break
            end += 1
    while complement.role == "target" and end < len(tokens) and tokens[end].low == "van":
        # "De steun voor [de wederopbouw van A]": what is backed is A's, who does not back it himself.
        end = _stretch(tokens, end + 1, context)
    span: Span | None = text_span(tokens[at:end]) if "text" in complement.accepts else None
    return ((Filler(span),) if span else ()), end
