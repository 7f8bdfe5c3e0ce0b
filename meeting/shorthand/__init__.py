"""Markers and beginnings that stand for names and phrases while they are typed."""
