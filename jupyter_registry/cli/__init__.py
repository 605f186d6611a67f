"""The command line: one command per verb, derived from the Structs, and a few that are more than a verb."""

from .main import main

__all__ = ["main"]
