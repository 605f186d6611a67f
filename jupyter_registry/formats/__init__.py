"""Cards written elsewhere, read into requests: text in, ``Publish`` out, no registry and no network."""
