"""``python -m jupyter_registry.cli``."""

from .main import main

raise SystemExit(main())
