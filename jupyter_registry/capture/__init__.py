"""Capture: what a publish finds out by itself about an object and where it was made."""
