"""Witnesses of one text side by side."""
