"""案卷: what the year around a meeting brings with it, before and after, outside its record."""
