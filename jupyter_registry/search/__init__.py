"""Understanding of query lines and texts, without a database."""
