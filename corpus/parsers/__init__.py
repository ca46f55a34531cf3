"""From source texts to blocks: one module for each way in which a source is laid out."""
