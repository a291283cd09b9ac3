"""The same things for programs: JSON under /api/v1, by token, with the same rights."""
