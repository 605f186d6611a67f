"""The Jupyter server extension: verbs, blobs and live changes over HTTP, behind the server's own login."""
