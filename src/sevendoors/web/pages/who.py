"""Who is who in a call."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
