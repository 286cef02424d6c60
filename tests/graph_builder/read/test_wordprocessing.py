"""Word documents: headings, lists, tables, tracked changes, comments; and OpenDocument's likewise."""

from __future__ import annotations

from graph_builder.model import Document
from graph_builder.read import read
from tests.graph_builder.read.formats import docx_of_body, odt_of_body


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(block.kind, block.level, block.label, block.span.of(document.text)) for block in document.blocks]


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_headings_and_lists_have_the_levels_of_their_styles_and_numbering() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lijst"><w:name w:val="Lijst"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    )

    def listed(words: str, depth: int) -> str:
        return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')

    body = (
        paragraph("Inzet van het kabinet", '<w:pStyle w:val="Eigen"/>')
        + listed("eerst onderzoek;", 0)
        + listed("met gemeenten;", 1)
        + listed("met provincies;", 1)
        + listed("daarna besluit.", 0)
        + paragraph("hulp aan Oekraïne", '<w:pStyle w:val="Lijst"/>')
    )
    document = read(docx_of_body(body, styles=styles, numbering=numbering), "brief.docx")

    assert outline(document) == [
        ("heading", 1, "", "Inzet van het kabinet"),
        ("item", 1, "1", "eerst onderzoek;"),
        ("item", 2, "a", "met gemeenten;"),
        ("item", 2, "b", "met provincies;"),
        ("item", 1, "2", "daarna besluit."),
        ("item", 1, "•", "hulp aan Oekraïne"),
    ]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Het kabinet </w:t></w:r>"
        "<w:del w:id='1'><w:r><w:delText>weigert</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>steunt</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve"
        "'> de hulp</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='3'/></w:rPr></w:pPr><w:r><w:t>Uw Kamer wordt</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>hierover geïnformeerd.</w:t></w:r></w:p>"
        "<w:moveFrom w:id='4'><w:p><w:r><w:t>Verplaatst.</w:t></w:r></w:p></w:moveFrom>"
    )
    document = read(docx_of_body(body), "brief.docx")

    assert document.text == "Het kabinet steunt de hulp\n\nUw Kamer wordt hierover geïnformeerd."


def test_comments_hidden_words_fields_and_tables_of_contents_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    body = (
        paragraph("Inleiding 1", '<w:pStyle w:val="Inhopg1"/>')
        + "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>Zichtbaar</w:t></w:r><w:commentRangeEnd w:id='0'/>"
        "<w:r><w:commentReference w:id='0'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>"
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r></w:p>"
    )
    comments = "<w:comment w:id='0'><w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment>"

    assert read(docx_of_body(body, styles=styles, comments=comments), "brief.docx").text == "Zichtbaar"


def test_a_table_of_data_is_cells_and_a_letter_set_in_a_table_is_prose() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    data = f"<w:tbl>{row('Land', 'Bedrag')}{row('Syrië', '€ 5 miljoen')}</w:tbl>"
    layout = f"<w:tbl>{row('Datum', '3 juni 2024')}{row('', 'Het kabinet steunt de hulp. ' * 20)}</w:tbl>"

    assert [kind for kind, *_ in outline(read(docx_of_body(data), "a.docx"))] == ["cell"] * 4
    assert "cell" not in [kind for kind, *_ in outline(read(docx_of_body(layout), "b.docx"))]


def test_footnotes_and_endnotes_are_numbered_in_the_order_of_their_marks() -> None:
    body = (
        "<w:p><w:r><w:t>Eerst.</w:t><w:footnoteReference w:id='5'/></w:r></w:p>"
        "<w:p><w:r><w:t>Daarna.</w:t><w:endnoteReference w:id='5'/></w:r></w:p>"
    )
    footnotes = "<w:footnote w:id='5'><w:p><w:r><w:t>Kamerstuk 36 410,</w:t></w:r></w:p>" + (
        "<w:p><w:r><w:t>nr. 31.</w:t></w:r></w:p></w:footnote>"
    )
    endnotes = "<w:endnote w:id='5'><w:p><w:r><w:t>Kamerstuk 1.</w:t></w:r></w:p></w:endnote>"
    document = read(docx_of_body(body, footnotes=footnotes, endnotes=endnotes), "brief.docx")

    assert document.text == "Eerst.[1]\n\n[1] Kamerstuk 36 410, nr. 31.\n\nDaarna.[2]\n\n[2] Kamerstuk 1."
    assert [(note.label, note.body.of(document.text)) for note in document.footnotes] == [
        ("1", "Kamerstuk 36 410, nr. 31."),
        ("2", "Kamerstuk 1."),
    ]
    assert [span.of(document.text) for span in document.markup] == ["[1]", "[1] ", "[2]", "[2] "]


def test_a_line_break_begins_a_block_only_where_a_line_ends() -> None:
    body = (
        "<w:p><w:r><w:t>De minister van Financiën,</w:t><w:br/><w:t>W.B. Hoekstra</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>In antwoord op uw brief van 8 juli 2024 deel ik mede</w:t><w:br/>"
        "<w:t>dat de vragen worden beantwoord.</w:t></w:r></w:p>"
    )
    document = read(docx_of_body(body), "brief.docx")

    assert [words for *_, words in outline(document)] == [
        "De minister van Financiën,",
        "W.B. Hoekstra",
        "In antwoord op uw brief van 8 juli 2024 deel ik mede dat de vragen worden beantwoord.",
    ]


def test_an_opendocument_has_headings_lists_and_no_deleted_words() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Geschrapt.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Inzet van het kabinet</text:h>'
        "<text:list><text:list-item><text:p>hulp<text:s/>aan<text:tab/>Oekraïne;</text:p>"
        "<text:list><text:list-item><text:p>in 2025</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>sancties.</text:p></text:list-item></text:list>"
        "<text:p>Einde<text:soft-page-break/> van de brief.</text:p>"
    )
    document = read(odt_of_body(body), "brief.odt")

    assert outline(document) == [
        ("heading", 2, "", "Inzet van het kabinet"),
        ("item", 1, "•", "hulp aan Oekraïne;"),
        ("item", 2, "•", "in 2025"),
        ("item", 1, "•", "sancties."),
        ("paragraph", 0, "", "Einde van de brief."),
    ]
    assert document.pages == (document.text.index("van de brief"),)
