"""A report as something to send on: Markdown, a web page of its own, JSON; and on a terminal."""
