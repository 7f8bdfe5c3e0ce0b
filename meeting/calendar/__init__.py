"""Days: as people write them, working days, and by when every paper is due."""
