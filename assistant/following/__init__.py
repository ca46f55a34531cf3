"""What a follow-up question leaves out, by rule: a grammar a language and small pure steps."""
