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
        ("besluit-2010-573", "dec/2010/573"),
    ],
)
def test_european_law_has_an_eli(identifier: str, eli: str) -> None:
    found = addresses(identifier)
    assert found is not None
    assert found.same == f"http://data.europa.eu/eli/{eli}/oj"


@pytest.mark.parametrize(
    "identifier", ["verordening-2018-2006", "h-tk-20222023-84", "unsc-resolution-2254", "kst-", "blg-1/../../x", "x y"]
)
def test_what_no_rule_covers_has_no_address(identifier: str) -> None:
    assert addresses(identifier) is None


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
