"""Loads, as it is imported, what reading documents takes.

The process that the others of a build are forked from imports it: what is known beforehand is loaded once, lies in
memory once, and a process that has ended is replaced at once.
"""

from graph_builder.corpus.work import known

known()
