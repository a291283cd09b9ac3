"""From a file to a review, and out again in every shape."""
