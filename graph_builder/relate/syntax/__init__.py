"""How a sentence is built: words and points, clauses, noun phrases, subjects, and whom pronouns stand for."""
