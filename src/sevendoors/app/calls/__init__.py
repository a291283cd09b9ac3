"""Calls kept here: their pages, marks, releases, and who took part."""
