"""Reports, and the page for a talk, on screen and paper."""
