"""导入笔记: notes that were taken elsewhere become entries of the record."""
