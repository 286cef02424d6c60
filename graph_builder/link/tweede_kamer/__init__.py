"""The Tweede Kamer's own open data: what it registers of motions, letters, members and votes.

`odata` asks the live service, `graph_builder.link.mirror` what was kept of it; both give rows under one set of names.
`fields` reads a row without trusting it, `records` makes values of rows, `describe` quads of values.
"""
