# %publish and %registry without %load_ext; nothing is loaded before one of them is used.
# JUPYTER_REGISTRY_NO_AUTOLOAD=1 switches this off.
def _jupyter_registry_magics():
    import os

    if os.environ.get("JUPYTER_REGISTRY_NO_AUTOLOAD", "") in ("", "0"):
        try:
            from jupyter_registry.kernel.autoload import install

            install(get_ipython())  # noqa: F821
        except Exception:  # a kernel must start whatever is wrong with a package
            return


_jupyter_registry_magics()
del _jupyter_registry_magics
