"""Drawings with their tables: dots with bands, grids, lines and slopes."""
