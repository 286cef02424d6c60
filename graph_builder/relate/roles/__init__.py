"""Who and what take part in an act: the roles of the frame that a verb evokes."""
