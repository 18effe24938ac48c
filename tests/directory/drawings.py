"""Files that are pictures, that are more than pictures, and that only look like them."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def picture(kind="JPEG", size=(60, 40), colour=(200, 40, 40), mode="RGB", **options) -> bytes:
    return encoded(Image.new(mode, size, colour), kind, **options)


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def phone_photo(size=(60, 40)) -> bytes:
    """Held sideways, by somebody somewhere, and with a comment."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Kamera Oy", 6
    exif.get_ifd(GPS).update({1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)})
    return picture(size=size, exif=exif, comment=b"Salainen paikka", xmp=b"<x:xmpmeta>Salainen</x:xmpmeta>")


def archive() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as files:
        files.writestr("hei.html", SCRIPT)
    return output.getvalue()


def png_with_words() -> bytes:
    words = PngInfo()
    words.add_text("Comment", SCRIPT.decode())
    words.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return picture("PNG", pnginfo=words)


def film(kind: str) -> bytes:
    """Red at first, then blue."""
    frames = [Image.new("RGB", (30, 20), colour) for colour in ((255, 0, 0), (0, 0, 255))]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(side: int) -> bytes:
    """A small file that unfolds into a PNG of many pixels."""
    row = b"\0" * (side // 8 + 1)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def blue_that_means_red() -> bytes:
    """Pure blue in numbers, with a profile in which blue and red have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    return picture("PNG", colour=(0, 0, 255), icc_profile=swapped)
