"""The review: an editor's decisions on what was found, in a terminal.

The state (``session`` and what it is made of) knows no widgets; the screens show it; the app wires the two.
"""
