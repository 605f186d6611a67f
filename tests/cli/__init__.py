"""The command line, called as a program calls it and as a person does."""
