"""Tuning the bundled encoder on the known questions; nothing that answers imports this."""
