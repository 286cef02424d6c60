"""Reading a document that somebody pastes, and checking one that was published, each in a process of its own.

One process loads all that is known beforehand and is forked for every job, so that a job starts at once, cannot reach
the network or write a file, and is gone when its time or memory is up. Nothing of a job is kept.
"""
