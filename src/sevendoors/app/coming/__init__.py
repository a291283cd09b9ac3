"""Files on their way in, and the workers that read them."""
