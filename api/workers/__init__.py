"""Query processes: forked from one that loaded the generation, without sockets, killed when over a limit."""
