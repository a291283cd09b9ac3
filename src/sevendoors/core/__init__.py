"""The words of the house: what was said, what was a chance, what we dare to say about it."""
