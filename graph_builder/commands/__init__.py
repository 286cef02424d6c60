"""The commands that need no server, a module each."""
