"""Copies, page furniture, the running text and its seams."""
