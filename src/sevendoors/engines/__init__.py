"""What reads a turn: the shipped models, behind the Encoder protocol."""
