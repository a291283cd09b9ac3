"""Invented teams to look around in."""
