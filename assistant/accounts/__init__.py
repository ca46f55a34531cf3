"""Who may do what: accounts and their roles, signing in, and limits on use."""
