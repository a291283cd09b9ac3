"""How the shipped model is made and measured; nothing in the package imports this."""
