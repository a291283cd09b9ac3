"""The codebook: what each kind of chance and each answer means."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
