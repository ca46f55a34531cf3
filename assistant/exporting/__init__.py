"""Answers and conversations as files that can be sent, and whose quotes can be checked again."""
