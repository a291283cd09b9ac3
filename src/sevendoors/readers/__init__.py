"""A file from any tool becomes a Conversation."""
