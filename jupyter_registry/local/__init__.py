"""The registry on one SQLite file with its blobs in a folder beside it."""
