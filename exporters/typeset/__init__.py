"""PDF: blocks become pages that typst sets."""
