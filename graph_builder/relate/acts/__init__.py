"""Acts of every kind: what verbs, nouns, fixed phrases and participles say that somebody does."""
