"""What is observed and how often it is right, as pages."""
