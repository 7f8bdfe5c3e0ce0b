"""Prints meetings: what stands on each paper, and how a paper becomes a file."""
