"""Files that people hand in, from anybody's computer: tables, papers, notes."""
