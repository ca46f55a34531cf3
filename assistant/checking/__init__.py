"""Checking a draft against the documents: its quotations word for word, its claims by content."""
