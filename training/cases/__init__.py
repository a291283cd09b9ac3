"""Cases: public conversations with an outcome, made ready to be brought in like one's own."""
