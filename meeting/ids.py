"""By what things are told apart across a meeting."""

PersonId = str
TurnId = str
Number = int
"""Of an entry: its place in the record, from 1."""
