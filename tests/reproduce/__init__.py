"""Running the cells of versions again."""
