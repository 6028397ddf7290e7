"""Where a run goes when nobody says."""

from datetime import datetime
from pathlib import Path


def run_folder(out: Path | None, kind: str) -> Path:
    """`out`, or a fresh folder under runs/ named by kind and time. Raises ValueError where `out` is a file."""
    if out is not None:
        if out.exists() and not out.is_dir():
            raise ValueError(f"{out} is a file; --out takes a folder")
        return out
    return Path("runs") / f"{kind}-{datetime.now():%Y%m%d-%H%M%S}"
