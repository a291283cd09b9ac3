"""The notes nobody has to take: priorities, decision, promises, open questions, rivals."""
