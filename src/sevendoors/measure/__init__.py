"""Finds the buyer's chances, looks at what the seller did with each, and says how sure it is."""
