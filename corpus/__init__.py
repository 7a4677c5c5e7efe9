"""What a text is and what is known: records, the store, and the knowledge of names, words and language."""

__version__ = "0.1.0"
