"""Official addresses, by the publisher's own rules; expected ones were seen in the publisher's records."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.iris import Base
from graph_builder.link.official import addresses, cited_papers
from graph_builder.link.updating import link_offline
from graph_builder.model import Document
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.view import look_at
from ontology.registry import Registry

REPOSITORY = "https://repository.overheid.nl/frbr/officielepublicaties"
ZOEK = "https://zoek.officielebekendmakingen.nl"


@pytest.mark.parametrize(
    ("identifier", "page"),
    [
        ("kst-32623-343", f"{ZOEK}/kst-32623-343.html"),
        ("kst-36800-V-53", f"{ZOEK}/kst-36800-V-53.html"),
        ("kst-21501-02-3335", f"{ZOEK}/kst-21501-02-3335.html"),
        ("kst-36382-C", f"{ZOEK}/kst-36382-C.html"),
        ("kst-1268678", f"{ZOEK}/kst-1268678.html"),
        ("ah-tk-20202021-3235", f"{ZOEK}/ah-tk-20202021-3235.html"),
        ("h-tk-20202021-101-5", f"{ZOEK}/h-tk-20202021-101-5.html"),
        ("kv-tk-2020Z13248", f"{ZOEK}/kv-tk-2020Z13248.html"),
        ("blg-998035", f"{ZOEK}/blg-998035.html"),
        ("stb-2026-56", f"{ZOEK}/stb-2026-56.html"),
        ("stcrt-2026-12345", f"{ZOEK}/stcrt-2026-12345.html"),
        ("2024D33006", "https://www.tweedekamer.nl/kamerstukken/detail?id=2024D33006&did=2024D33006"),
        ("com-2022-546", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=COM:2022:546:FIN"),
        ("ECLI:EU:C:2014:317", "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:ECLI:EU:C:2014:317"),
    ],
)
def test_a_paper_has_its_official_page(identifier: str, page: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert found.page == page


@pytest.mark.parametrize(
    ("identifier", "file"),
    [
        ("kst-35842-4", "kst/35842/kst-35842-4/1/xml/kst-35842-4.xml"),
        ("kst-36600-VII-1", "kst/36600-VII/kst-36600-VII-1/1/xml/kst-36600-VII-1.xml"),
        ("h-ek-20212022-2-7", "h-ek/20212022/h-ek-20212022-2-7/1/xml/h-ek-20212022-2-7.xml"),
        ("ah-tk-20202021-3235", "ah-tk/20202021/ah-tk-20202021-3235/1/xml/ah-tk-20202021-3235.xml"),
    ],
)
def test_a_paper_has_its_xml_in_the_repository(identifier: str, file: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert found.files["xml"] == f"{REPOSITORY}/{file}"


def test_an_annex_has_a_pdf_and_no_xml() -> None:
    found = addresses("blg-1007826")
    assert found is not None
    assert sorted(found.files) == ["metadata", "pdf"]
    assert found.files["pdf"] == f"{REPOSITORY}/blg/onopgemaakt/blg-1007826/1/pdf/blg-1007826.pdf"


@pytest.mark.parametrize(
    ("identifier", "dossier"),
    [
        ("kst-32623", "32623"),
        ("kst-36740-XVI", "36740-XVI"),
        ("kst-21501-20", "21501-20"),
        ("kst-21501-02", "21501-02"),
    ],
)
def test_an_identifier_of_a_dossier_alone_names_no_paper(identifier: str, dossier: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert (found.dossier, found.page) == (dossier, f"{ZOEK}/dossier/{dossier}")
    assert not found.files


@pytest.mark.parametrize(
    ("identifier", "eli"),
    [
        ("verordening-2016-679", "reg/2016/679"),
        ("verordening-1049-2001", "reg/2001/1049"),
        ("verordening-1408-71", "reg/1971/1408"),
        ("richtlijn-2004-38", "dir/2004/38"),
        ("richtlijn-95-46", "dir/1995/46"),
        ("uitvoeringsverordening-2019-947", "reg_impl/2019/947"),
        ("gedelegeerde-verordening-2019-945", "reg_del/2019/945"),
        ("gedelegeerde-richtlijn-2014-9", "dir_del/2014/9"),
        ("uitvoeringsrichtlijn-2014-97", "dir_impl/2014/97"),
        ("besluit-2010-573", "dec/2010/573"),
        ("uitvoeringsbesluit-2017-1", "dec_impl/2017/1"),
        ("gedelegeerd-besluit-2014-415", "dec_del/2014/415"),
        ("besluit-1313-2013", "dec/2013/1313"),
        ("besluit-94-800", "dec/1994/800"),
        ("beschikking-2003-193", "dec/2003/193"),
        ("kaderbesluit-2002-584", "dec_framw/2002/584"),
        ("aanbeveling-2003-361", "reco/2003/361"),
    ],
)
def test_european_law_has_an_eli(identifier: str, eli: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert found.same == f"http://data.europa.eu/eli/{eli}/oj"


@pytest.mark.parametrize(
    "identifier",
    [
        "besluit-2008-2010",
        "pb-2024-L-119",
        "verordening-2018-2006",
        "h-tk-20222023-84",
        "unsc-resolution-2254",
        "kst-",
        "blg-1/../../x",
        "x y",
    ],
)
def test_what_no_rule_covers_has_no_address(identifier: str) -> None:
    assert addresses(identifier) is None


@pytest.mark.parametrize(
    ("identifier", "reference"),
    [
        ("verordening-2016-679", "CELEX:32016R0679"),
        ("kaderbesluit-2002-584", "CELEX:32002F0584"),
        ("besluit-1313-2013", "CELEX:32013D1313"),
        ("aanbeveling-2003-361", "CELEX:32003H0361"),
        ("celex-52022PC0546", "CELEX:52022PC0546"),
        ("com-2022-546", "COM:2022:546:FIN"),
        ("pb-2016-L-119", "OJ:L:2016:119:TOC"),
        ("pb-2008-C-12", "OJ:C:2008:012:TOC"),
    ],
)
def test_european_papers_have_a_page(identifier: str, reference: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert found.page == f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri={reference}"


@pytest.mark.parametrize(
    ("words", "identifier"),
    [
        ("Verordening (EU) 2016/679", "verordening-2016-679"),
        ("Gedelegeerde Verordening (EU) 2019/945", "gedelegeerde-verordening-2019-945"),
        ("Uitvoeringsverordening (EU) 2020/1", "uitvoeringsverordening-2020-1"),
        ("Richtlijn 2008/99/EG", "richtlijn-2008-99"),
        ("Kaderbesluit 2002/584/JBZ", "kaderbesluit-2002-584"),
        ("Besluit 2010/573/GBVB", "besluit-2010-573"),
        ("Besluit (EU) 2020/472", "besluit-2020-472"),
        ("Uitvoeringsbesluit (EU) 2017/1", "uitvoeringsbesluit-2017-1"),
        ("Gedelegeerd Besluit (EU) 2020/1", "gedelegeerd-besluit-2020-1"),
        ("Beschikking 2003/193/EG", "beschikking-2003-193"),
        ("Aanbeveling 2003/361/EG", "aanbeveling-2003-361"),
        ("COM(2022) 546 final", "com-2022-546"),
        ("JOIN(2020) 18", "join-2020-18"),
        ("PbEU 2016, L 119", "pb-2016-l-119"),
        ("CELEX 52022PC0546", "celex-52022PC0546"),
    ],
)
def test_what_the_recogniser_calls_a_european_paper_has_an_address(words: str, identifier: str) -> None:
    document = Document("x", f"Het gaat om {words}, waarover de Kamer is geïnformeerd.", "txt")
    assert [mention.entity for mention in find_citations(look_at(document, None))] == [f"paper/{identifier}"]
    assert addresses(identifier) is not None


@given(st.text(max_size=40) | st.from_regex(r"(kst|ah-tk|stb|verordening|ECLI:NL)-?[\w:()-]{0,20}", fullmatch=True))
def test_an_address_is_always_a_whole_web_address(identifier: str) -> None:
    found = addresses(identifier)
    if found is not None:
        for address in filter(None, (found.page, found.work, found.same, *found.files.values())):
            assert re.fullmatch(r"https?://[^\s<>\"{}|^`\\]+", address)


BASE = Base("https://example.org/id/")
NOBODY = Registry({})
PAPER = ox.NamedNode("https://example.org/id/paper/kst-32623-343")


def _graph() -> list[ox.Quad]:
    document = ox.NamedNode("https://example.org/id/document/x/graph")
    cites = ox.NamedNode("https://w3id.org/kamergraaf/ontology#cites")
    dossier = ox.NamedNode("https://example.org/id/dossier/32623")
    return [
        ox.Quad(ox.NamedNode("https://example.org/id/document/x"), cites, PAPER, document),
        ox.Quad(PAPER, ox.NamedNode("https://w3id.org/kamergraaf/ontology#inDossier"), dossier, document),
        ox.Quad(PAPER, cites, ox.Literal("https://example.org/id/paper/kst-1-1"), document),
    ]


def test_only_papers_that_the_graph_names_are_linked() -> None:
    assert cited_papers(_graph(), BASE) == ({"kst-32623-343"}, {"32623"})
    linked = {
        quad.subject.value for quad in link_offline(_graph(), NOBODY, BASE) if quad.predicate.value.endswith("TopicOf")
    }
    assert linked == {PAPER.value, "https://example.org/id/dossier/32623"}


def test_links_stand_in_the_source_s_own_graph_in_a_fixed_order() -> None:
    quads = link_offline(_graph(), NOBODY, BASE)
    assert {quad.graph_name.value for quad in quads} == {"https://example.org/id/graph/official-publications"}
    assert quads == link_offline(_graph()[::-1], NOBODY, BASE)


def test_every_term_of_the_links_is_declared_in_the_ontology() -> None:
    declared = (Path(__file__).parents[3] / "ontology" / "kamergraaf.ttl").read_text("utf-8")
    for name in ("eli:LegalExpression", "eli:Format", "eli:is_realized_by", "eli:is_embodied_by", "foaf:Document"):
        assert f"{name} a owl:" in declared
