"""Who sees what."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
