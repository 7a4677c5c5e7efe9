"""The vocabulary and the language model: what words there are, and what follows what."""

from .model import Language, load
from .text import CLASSES, EDGE, MIXED, NUMBER, UNKNOWN, Stream, fold

__all__ = ["CLASSES", "EDGE", "MIXED", "NUMBER", "UNKNOWN", "Language", "Stream", "fold", "load"]
