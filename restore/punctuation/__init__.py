"""The marks between words, and which of them are likelier wrong than right."""
