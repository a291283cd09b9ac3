"""What everything here leans on: the place, who may see what, words people read."""
