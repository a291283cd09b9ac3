"""Numbers over calls for somebody, as far as they may see them."""
