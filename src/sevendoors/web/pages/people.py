"""People: who is who over calls, and who may sign in."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
