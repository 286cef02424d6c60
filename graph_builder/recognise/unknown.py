"""Names that the registry lacks, by their shape: bodies, places, groups of states, plans and reports.

Each rule says why it takes the words for a name; capitals alone, at the start of a sentence or in a heading, never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.roles import portfolio_end
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
_ABBREVIATION = re.compile(r"\s\(([A-Z][A-Za-z&-]{1,9})\)")
_HEADED = re.compile(
    rf"\s(?:(?:voor|van|tot|tegen|inzake|op|der)\s(?:de\s|het\s|den\s)?)?({_CAP})"
    rf"(?:(?:\sen(?=\s[A-ZÀ-Þ][a-zà-ÿ])|\s(?:van|voor|tot)(?:\s(?:de|het))?|\sder)?\s{_CAP}){{0,5}}"
)
_SMALL_HEADED = re.compile(rf"\s(?:van\s|voor\s(?:de\s)?)?{_CAP}(?:(?:\sen(?=\s[A-ZÀ-Þ][a-zà-ÿ]))?\s{_CAP}){{0,4}}")
_MINISTRY = re.compile(
    r"(?<![\w-])(?P<nation>[A-ZÀ-Þ]\w+(?:se|sche)\s)?(?:[Mm]inisterie(?P<plural>s)?|MINISTERIE)\s(?:[Vv]an|[Vv]oor|VAN|VOOR)\s(?=[A-Z])"
)
_AND_MINISTRY = re.compile(r"(?:,\s|\sen\s|,\sen\s)(?:van\s|voor\s)?")
_COMMITTEE = re.compile(
    r"(?<![\w-])(?:(?:vaste|algemene|tijdelijke|bijzondere)\s)?(?:vaste\s)?(?:kamer)?commissie\s(?:voor|van)\s(?:de\s)?(?=\S)"
)
_SMALL_WORDS = frozenset(
    {"voor", "tegen", "into", "with", "over", "from", "naar", "tussen", "inzake", "en", "van", "de"}
)
_BEFORE = 110
"""How far before its bracket an abbreviation's full name may begin, in characters."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    heads: re.Pattern[str]
    small_heads: re.Pattern[str]
    foreign: re.Pattern[str]
    foreign_heads: frozenset[str]
    openers: frozenset[str]
    papers: frozenset[str]
    adjectives: re.Pattern[str]
    ends: tuple[str, ...]
    national: re.Pattern[str]
    compound: re.Pattern[str]
    described: re.Pattern[str]
    states: re.Pattern[str]
    direction: re.Pattern[str]
    place_compound: re.Pattern[str]
    place_noun: re.Pattern[str]
    places: re.Pattern[str]
    programme: re.Pattern[str]
    programme_words: frozenset[str]
    ministries_alone: frozenset[str]


@cache
def _patterns() -> _Patterns:
    """Compile the shapes from the word lists."""
    lists = load_wordlists()

    def words(name: str) -> str:
        return "|".join(sorted(map(re.escape, lists.get("organisations", name)), key=len, reverse=True))

    def titled(name: str) -> str:
        listed = lists.get("organisations", name)
        return "|".join(sorted((re.escape(word[0].upper() + word[1:]) for word in listed), key=len, reverse=True))

    links = "|".join(map(re.escape, lists.get("organisations", "foreign-links")))
    return _Patterns(
        re.compile(rf"(?<![\w-])(?:{titled('heads')})(?=\s)"),
        re.compile(rf"(?<![\w-])(?:{words('small-heads')})(?=\s)"),
        re.compile(rf"(?<![\w-]){_CAP}(?:\s(?:(?:{links})\s){{0,2}}{_CAP}){{1,8}}"),
        lists.set("organisations", "foreign-heads"),
        lists.set("organisations", "openers"),
        lists.set("organisations", "foreign-papers"),
        re.compile(
            rf"(?<![\w-])(?:(?:{titled('adjectives')})\s)+({_CAP}(?:\s(?!van|voor){_CAP})?)(?:\svoor\s(?:de\s|het\s)?{_CAP}(?:\sen\s{_CAP})?)?"
        ),
        lists.get("organisations", "ends"),
        re.compile(rf"(?<![\w-])([A-ZÀ-Þ]\w+(?:se|sche))\s({_CAP}(?:\s{_CAP}){{0,2}})"),
        re.compile(rf"(?<![\w-])[A-Z][A-Za-z]*[A-Z]-[a-z]*(?:{words('compound-ends')})(?![\w-])(?:\sin\s({_CAP}))?"),
        re.compile(rf"(?<![\w-])(?:[A-Z][A-Z]+-)?[a-z]*(?:{words('compound-ends')})\s([A-Z]{{2,8}})(?![\w-])"),
        re.compile(rf"(?<![\w-])[A-Z][A-Z0-9]+-(?:{words('state-group-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{titled('directions')})[\s-](?!\w+(?:se|sche)\b){_CAP}(?:-{_CAP})?"),
        re.compile(rf"(?<![\w-]){_CAP}-(?:{words('place-ends')})(?![\w-])"),
        re.compile(rf"(?<![\w-])(?:{words('place-nouns')})\s(?=[A-ZÀ-Þ][a-zà-ÿ])"),
        re.compile(rf"(?<![\w-])(?i:{words('places')})(?![\w-])"),
        re.compile(
            rf"(?<![\w-])(?:Nationaal|Nationale|Europees|Europese|Landelijk|Landelijke|Integraal|Integrale|Meerjarig)?\s?(?:{titled('programme-heads')})(?=\s[A-ZÀ-Þ])"
        ),
        lists.set("organisations", "programme-heads"),
        lists.set("organisations", "ministries-alone"),
    )


def find_unknown(view: View, lexicon: Lexicon, named: Sequence[Mention]) -> list[Mention]:
    """Find names that no other recogniser knows.

    Args:
        view: The document.
        lexicon: Knows the adjectives of states.
        named: What was found so far; those at the same place win in the merge when they are longer.
    """
    rules = _patterns()
    found = [
        *_headed(view, lexicon, rules),
        *_foreign(view, rules),
        *_by_adjective(view, lexicon, rules),
        *_compounds(view, rules),
        *_places(view, rules),
    ]
    return found + list(_abbreviated(view, [*named, *found], rules))


def _mention(start: int, end: int, kind: MentionType = "Organisation") -> Mention:
    """Make a mention of something unregistered."""
    return Mention(Span(start, end), kind)


def _headed(view: View, lexicon: Lexicon, rules: _Patterns) -> Iterator[Mention]:
    """A noun for a kind of body, before a capitalised name: "Stichting X", "commissie X"."""
    for pattern, form in ((rules.heads, _HEADED), (rules.small_heads, _SMALL_HEADED)):
        for found in pattern.finditer(view.text):
            if found[0].lower().endswith("ministerie"):
                continue
            name = form.match(view.text, found.end())
            if name and _is_one_line(view, found.start(), name.end()):
                yield _mention(found.start(), name.end())
                yield from _called_after(view, found[0], name)
    yield from _ministries(view, lexicon)
    yield from _ministries_alone(view, lexicon, rules)
    yield from _committees(view, lexicon)


def _called_after(view: View, head: str, name: re.Match[str]) -> Iterator[Mention]:
    """The person a committee bears the name of: one name, and nothing that goes on with it."""
    following = view.text[name.end() : name.end() + 12]
    if head.endswith("commissie") and head.islower() and re.fullmatch(rf"\s{_CAP}", name[0]) and not name[0].isupper():
        if (
            re.match(r"[^\w\s-]|\s(?:die|is|heeft|en|in|met|om|over|zal|was|had|kan|van)\b", following)
            or not following.strip()
        ):
            yield _mention(name.start() + 1, name.end(), "Person")


def _ministries(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Ministries with their portfolio, also several of them, and the portfolio alone where it stands for the ministry."""
    for found in _MINISTRY.finditer(view.text):
        end = portfolio_end(view, lexicon, found.end())
        start, name = found.start(), found.end()
        while end is not None:
            nation = found["nation"] and name == found.end()
            entity = None if nation else lexicon.office("ministerie", "van", view.text[name:end])
            entity = entity or (None if nation else lexicon.office(view.text[name:end]))
            yield Mention(Span(start, end), "Organisation", entity, registered=entity is not None)
            more = _AND_MINISTRY.match(view.lower, end) if found["plural"] else None
            start = name = more.end() if more else 0
            end = lexicon.portfolio(view.lower, start) if more else None


def _ministries_alone(view: View, lexicon: Lexicon, rules: _Patterns) -> Iterator[Mention]:
    """A portfolio of more than one word, or of a kind that is used so, for its ministry: "Buitenlandse Zaken heeft …"."""
    for found in lexicon.portfolios_anywhere.finditer(view.lower):
        if not view.text[found.start()].isupper() or view.text[found.start() + 1].isupper():
            continue
        entity = lexicon.office("ministerie", "van", found[0])
        if entity and (" " in found[0] or found[0] in rules.ministries_alone):
            yield Mention(Span(*found.span()), "Organisation", entity, registered=True)


def _committees(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Parliamentary committees with their portfolio: "vaste commissie voor Financiën"."""
    for found in _COMMITTEE.finditer(view.lower):
        end = portfolio_end(view, lexicon, found.end())
        if end is not None and view.text[found.end()].isupper():
            yield _mention(found.start(), end)


def _is_one_line(view: View, start: int, end: int) -> bool:
    """Tell whether words stand in one block: a line break inside a paragraph parts nothing, one between blocks does."""
    if "\n" not in view.text[start:end]:
        return True
    block = view.block_at(start)
    return block is not None and block == view.block_at(end - 1) and "\n\n" not in view.text[start:end]


def _foreign(view: View, rules: _Patterns) -> Iterator[Mention]:
    """Capitalised words with a foreign noun for a body among them: "Center for X", "X Council"."""
    for found in rules.foreign.finditer(view.text):
        start = found.start() + _opener(found[0], rules)
        words = view.text[start : found.end()].split()
        if len(words) < 2 or not _is_one_line(view, start, found.end()):
            continue
        last = fold(words[-1])
        if last in ("act", "directive", "regulation"):
            yield _mention(start, found.end(), "Law")
        elif any(fold(word) in ("convention", "covenant", "treaty") for word in words):
            yield _mention(start, found.end(), "Treaty")
        elif any(fold(word) in rules.foreign_heads for word in words) and not all(word.isupper() for word in words):
            yield _mention(start, found.end(), "Programme" if fold(words[0]) in rules.papers else "Organisation")


def _opener(words: str, rules: _Patterns) -> int:
    """Give the length of the words that only open a sentence or belong to the Dutch around a name ("Heeft De …")."""
    length = 0
    for found in re.finditer(r"\S+\s?", words):
        if fold(found[0].strip()) not in rules.openers:
            break
        length = found.end()
    return length


def _by_adjective(view: View, lexicon: Lexicon, rules: _Patterns) -> Iterator[Mention]:
    """An adjective such as "Europese", or that of a state, before a capitalised noun for a body."""
    for pattern, noun in ((rules.adjectives, 1), (rules.national, 2)):
        for found in pattern.finditer(view.text):
            last = fold(found[noun].split()[-1])
            if last.endswith(rules.ends) and len(last) > 3 and _is_one_line(view, found.start(), found.end()):
                yield _mention(found.start(), found.end())


def _compounds(view: View, rules: _Patterns) -> Iterator[Mention]:
    """A describing compound behind an abbreviation: "OHCHR-veldkantoor in Damascus", "VN-bewijzenbank IIIM"."""
    for pattern in (rules.compound, rules.described):
        for found in pattern.finditer(view.text):
            yield _mention(found.start(), found.end())
    for found in rules.states.finditer(view.text):
        yield _mention(found.start(), found.end(), "StateGroup")


def _places(view: View, rules: _Patterns) -> Iterator[Mention]:
    """A direction before a name, a compound such as "X-corridor", and a name behind a noun for a place."""
    for pattern in (rules.direction, rules.place_compound, rules.places):
        for found in pattern.finditer(view.text):
            if _is_one_line(view, found.start(), found.end()):
                yield _mention(found.start(), found.end(), "Place")
    for found in rules.place_noun.finditer(view.text):
        name = re.compile(rf"{_CAP}(?:[ -]{_CAP})?").match(view.text, found.end())
        if name:
            yield _mention(name.start(), name.end(), "Place")


def _abbreviated(view: View, named: Sequence[Mention], rules: _Patterns) -> Iterator[Mention]:
    """A full name with its abbreviation in brackets: its words show the letters; then every place of the abbreviation."""
    ends = {
        mention.span.end: mention
        for mention in named
        if mention.type in ("Organisation", "Law", "Treaty", "Programme", "Parliament")
    }
    taken = {mention.span.start for mention in named if mention.registered}
    for found in _ABBREVIATION.finditer(view.text):
        short = found[1]
        if sum(char.isupper() for char in short) < 2:
            continue
        known = ends.get(found.start())
        if known is None and found.start() + 2 in taken:
            continue
        kind: MentionType | None = known.type if known else None
        if known is None:
            start = full_name_start(view.text, found.start(), short)
            if start is None:
                continue
            words = [fold(word) for word in view.text[start : found.start()].split()]
            kind = "Organisation" if any(_shows_body(word, rules) for word in words) else "Programme"
            yield _mention(start, found.start(), kind)
        for place in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", view.text):
            yield _mention(place.start(), place.end(), kind or "Organisation")


def _shows_body(word: str, rules: _Patterns) -> bool:
    """Tell whether a word of a full name is one for a body."""
    return word in rules.foreign_heads or (word.endswith(rules.ends) and word not in rules.programme_words)


def full_name_start(text: str, end: int, short: str) -> int | None:
    """Find where the full name of an abbreviation begins: the nearest capitalised word from which its letters can be read."""
    letters = short.lower().replace("-", "").replace("&", "")
    window = max(0, end - _BEFORE)
    words = list(re.finditer(r"[\w'’-]+", text[window:end]))
    for word in reversed(words):
        start = window + word.start()
        between = text[start:end]
        if re.search(r"[.;:()\n]", between):
            return None
        if not word[0][0].isupper() or fold(word[0][0]) != letters[0]:
            continue
        if _is_title(between) and _reads(fold(between), letters):
            return start
    return None


def _is_title(words: str) -> bool:
    """Tell whether the words of a name are capitalised but for the small ones between them."""
    content = [word for word in words.split() if len(word) > 3 and word not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() for word in content)
    return bool(content) and words.split()[-1] not in _SMALL_WORDS and capitals * 4 >= len(content) * 3


def _reads(words: str, letters: str) -> bool:
    """Tell whether the letters can be read off the words: the starts of words first, inner letters where they fail."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", words) if word)
    if _subsequence(letters, initials):
        return True
    return (
        len(letters) <= len(initials) + 2 and _subsequence(letters, words.replace(" ", "")) and len(words.split()) > 1
    )


def _subsequence(letters: str, text: str) -> bool:
    """Tell whether the letters stand in the text in their order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
