"""Screenshots made small for people to look at."""

import io

from PIL import Image

WIDTH = 360  # pixels across at most
QUALITY = 55
METHOD = 2  # of WebP, 0 to 6: a twentieth larger than by 4, the usual, in two thirds of the time


def thumbnail(png: bytes) -> tuple[bytes, str]:
    """The picture as WebP, and its MIME type."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    if image.width > WIDTH:
        # First by a whole number, in a fraction of the time; what is left to resample is small then.
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), reducing_gap=1.0)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue(), "image/webp"
