"""Word: blocks become the parts of a .docx."""
