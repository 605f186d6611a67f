"""Cards written elsewhere, read and imported."""
