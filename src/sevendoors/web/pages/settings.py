"""Settings: password, programs, retention, and the data of a person."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
