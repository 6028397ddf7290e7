"""Screenshots made small for people to look at."""

import io

from PIL import Image

WIDTH = 360  # pixels across at most
QUALITY = 55


def thumbnail(png: bytes) -> tuple[bytes, str]:
    """The picture as WebP, and its MIME type."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    if image.width > WIDTH:
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY)
    return out.getvalue(), "image/webp"
