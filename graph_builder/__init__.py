"""Dutch parliamentary documents in, a validated RDF graph out: a library and a command line, no web."""
