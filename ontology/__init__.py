"""The vocabulary and what is known beforehand: data files, and two modules that read them."""
