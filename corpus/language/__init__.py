"""The vocabulary and the language model: what words there are, and what follows what."""

from .model import Language, load

__all__ = ["Language", "load"]
