"""查找 in the files of all meetings."""
