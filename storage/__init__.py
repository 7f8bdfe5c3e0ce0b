"""Keeps meetings, drafts and templates on disk; knows nothing of screens and papers."""
