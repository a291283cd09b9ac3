"""Numbers over calls: each with its interval and its n, or a sentence that says why there is none."""
