"""All that faces a person at a terminal: the commands and the review."""
