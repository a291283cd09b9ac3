"""Team: what the leader and the coach may see."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
