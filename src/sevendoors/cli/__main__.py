"""Lets `python -m sevendoors.cli` stand in for `doors`."""

from sevendoors.cli.main import run

run()
