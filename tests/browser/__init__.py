"""The product in a real browser: JupyterLab, a kernel, a registry file."""
