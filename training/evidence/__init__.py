"""Measures the shipped engine on talk it never saw; `make evidence` writes docs/evidence.md."""
