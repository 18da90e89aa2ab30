"""Draws a photo anew: upright, of a size for looking at, without what a phone writes into it (place, time, device).

A process of its own, without Django, as the reader of scans is: it reads the picture from standard input and answers
with a line of JSON and the new picture, then a small one where that is asked for. What a forged file does to the library it does to this process alone.
"""

import io
import json
import resource
import sys
import warnings
from typing import Any

from PIL import Image, ImageOps

LONGEST_SIDE, JPEG_QUALITY = 2000, 85
SMALL, SMALL_SIDE, SMALL_QUALITY = "small", 480, 60
MOST_MEMORY, MOST_SECONDS = 1024 * 1024 * 1024, 40
DAMAGED, TOO_LARGE = 4, 5
# A JPEG is opened at a fraction of its size; any other picture has to lie in memory whole.
MOST_POINTS = {"JPEG": 120_000_000, "PNG": 40_000_000}


def main() -> int:
    """0 and the picture, or what was wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Its size is judged here, not by the library.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[sys.argv[1]]) as picture:
            width, height = before = picture.size
            if width * height > MOST_POINTS[sys.argv[1]]:
                return TOO_LARGE
            content, bare = redrawn(picture)
            small = small_of(bare) if SMALL in sys.argv[2:] else b""
    except (OSError, SyntaxError, ValueError, ArithmeticError, EOFError, MemoryError, IndexError, KeyError):
        return DAMAGED
    told = {"before": before, "after": bare.size, "length": len(content)}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content + small)
    return 0


def redrawn(picture: Any) -> tuple[bytes, Any]:
    """Nothing but the points and their colour space is carried over."""
    kind, colours = picture.format, picture.info.get("icc_profile")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and picture.mode not in {"RGB", "L"}:
        # The profile describes the inks of print, no longer what is drawn.
        picture, colours = picture.convert("RGB"), None
    if kind == "PNG" and picture.mode not in {"RGB", "RGBA", "L", "LA", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, kind, quality=JPEG_QUALITY, icc_profile=colours)
    else:
        bare.save(out, kind, icc_profile=colours)
    return out.getvalue(), bare


def small_of(bare: Any) -> bytes:
    """A JPEG to look at in a row of others; what is transparent counts as paper."""
    bare.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    if bare.mode in {"RGBA", "LA"}:
        drawn = bare.convert("RGBA")
        bare = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB")
    out = io.BytesIO()
    bare.convert("RGB").save(out, "JPEG", quality=SMALL_QUALITY, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
