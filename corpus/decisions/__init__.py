"""What editors decided: the log of events, where each is attached, and what it teaches."""
