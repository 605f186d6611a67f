"""The registry in a file: its connections, write path, blobs, audit chain, and what it does with bad files."""
