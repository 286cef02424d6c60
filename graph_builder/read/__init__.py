"""Readers: a format a module, bytes to Document."""
