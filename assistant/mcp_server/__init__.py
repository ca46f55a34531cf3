"""The assistant as tools for other assistants, by the Model Context Protocol (MCP)."""
