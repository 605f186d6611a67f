"""Static size of the labextension, by file and in all, plain and gzipped.

python -m tests.benchmarks.size
"""

from __future__ import annotations

import gzip
from pathlib import Path

LABEXTENSION = Path(__file__).parents[2] / "jupyter_registry" / "labextension"


def main() -> None:
    """Measure and print."""
    total = scripts = 0
    for file in sorted(LABEXTENSION.rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            packed = len(gzip.compress(content, 9))
            total += len(content)
            scripts += packed if file.suffix == ".js" else 0
            print(f"{len(content) / 1024:8.1f} KiB {packed / 1024:8.1f} KiB gzipped  {file.relative_to(LABEXTENSION)}")
    print(f"{total / 1024:8.1f} KiB in all; JS gzipped {scripts / 1024:.1f} KiB")


if __name__ == "__main__":
    main()
