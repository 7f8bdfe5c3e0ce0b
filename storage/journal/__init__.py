"""TinyDB on a journal: what was acknowledged is there after any crash."""
