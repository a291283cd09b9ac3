"""One call: the words, the moments, and what people say about them."""

from sevendoors.web.asking import PageRoute

ROUTES: tuple[PageRoute, ...] = ()
