"""What gathers from many rooms: today, one's own page, the answers to programs."""
