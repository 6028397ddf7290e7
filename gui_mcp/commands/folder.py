"""Where a run goes when nobody says."""

import re
from datetime import datetime
from pathlib import Path


def run_folder(out: Path | None, kind: str) -> Path:
    """`out`, or a fresh folder under runs/ named by kind and time. Raises ValueError where `out` is a file."""
    if out is not None:
        if out.exists() and not out.is_dir():
            raise ValueError(f"{out} is a file; --out takes a folder")
        return out
    name = re.sub(r"[^\w.+-]+", "-", kind)  # a policy may be named by a file
    return Path("runs") / f"{name}-{datetime.now():%Y%m%d-%H%M%S}"
