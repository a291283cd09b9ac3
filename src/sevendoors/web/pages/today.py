"""Today: one thing to keep, one to change, promises that fall due, calls to look at."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
