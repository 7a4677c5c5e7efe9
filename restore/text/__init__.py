"""A witness as text: its paragraphs, lines, sentences and words. Nothing is judged here."""
