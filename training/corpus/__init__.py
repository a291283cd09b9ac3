"""Reads, checks, renders and measures the corpus of fictional calls in corpus/."""
