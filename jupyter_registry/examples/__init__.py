"""Models and a notebook to try the registry with; every model is trained on this machine when asked for."""
