"""Links: a source of open data a module."""
