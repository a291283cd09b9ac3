"""Calls: the list, the search in words said, and the way in for new ones."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
