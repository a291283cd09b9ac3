"""Practice: talks with invented buyers, drills, duels, what one knows and believes."""
