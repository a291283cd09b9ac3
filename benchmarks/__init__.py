"""Speed and memory, as ratios in one run; seeded, results committed with machine and date."""
