"""What may be misread, and what may stand there."""
