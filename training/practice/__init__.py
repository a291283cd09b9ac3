"""Chooses what practice ships with, from the answer sets of the corpus."""
