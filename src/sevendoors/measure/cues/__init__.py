"""What a buyer does that gives the seller a chance, one file per kind."""
