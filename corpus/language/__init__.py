"""The vocabulary and the language model: what words there are, and what follows what."""

from .local import Local
from .model import Language, load
from .text import CLASSES, EDGE, MIXED, NUMBER, UNKNOWN, Stream, fold

__all__ = ["CLASSES", "EDGE", "MIXED", "NUMBER", "UNKNOWN", "Language", "Local", "Stream", "fold", "load"]
