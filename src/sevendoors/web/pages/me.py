"""Me: what you did with the chances you were given, over your calls."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
