"""The HTTP API: the assistant, its documents and what is kept, for programs."""
