"""The team's four questions, what is agreed, and what good sounds like."""
