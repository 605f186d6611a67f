"""What is built from the project, and what installing it puts where."""
