"""Deals: what to know before the next call."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
