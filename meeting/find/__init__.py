"""查找: what is looked for, and where a text holds it."""
