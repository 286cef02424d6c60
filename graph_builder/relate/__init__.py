"""Clauses, frames and tracks: mentions to statements."""
