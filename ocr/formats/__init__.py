"""Formats that need the page image itself; those of text and boxes alone are in corpus/formats."""
