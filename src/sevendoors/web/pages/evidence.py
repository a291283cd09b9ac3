"""Evidence: how often the engine was right."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
