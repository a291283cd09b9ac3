"""What the seller did with each chance: the window, the moves, the grade, and a better answer."""
