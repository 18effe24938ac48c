"""What comes in as a picture is drawn anew: its pixels are stored, and nothing else of the file."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

#: Pixels of the longer side: four times the widest that a page shows, for screens to come
LONGEST_SIDE = 2560
QUALITY = 88
#: What Pillow calls the formats that are taken, and what is stored; phones write several pictures into a JPEG
STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}

NO_PICTURE = _("This file is not a picture that we can show. Save it as JPEG, PNG or WebP and try again.")
BROKEN = _("The picture is broken or not complete. Open it, save it again and try once more.")
TOO_MANY_PIXELS = _("The picture has too many pixels. Make it smaller: %(side)s pixels wide is enough.")
TOO_HEAVY = _("The file is too large: %(size)s. At most %(most)s is taken.")
EMPTY = _("The file is empty. Choose another one.")

# Asked before anything is decoded: a small file may unfold into gigabytes
Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


class CleanPicture(ContentFile):
    """A picture that `redraw` has made."""


def redraw(upload: File) -> CleanPicture:
    """The picture of a file: upright, in sRGB, at most LONGEST_SIDE wide and high.

    Of one that moves, the first frame. Raises ValidationError with words for the person who sent it.
    """
    _check_weight(upload.size)
    image = _opened(upload)
    stored_as = STORED_AS[image.format]
    return CleanPicture(_encoded(_pixels(image), stored_as), name=f"picture{ENDINGS[stored_as]}")


def _check_weight(size: int) -> None:
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if not size:
        raise ValidationError(EMPTY, code="empty")
    if size > most:
        params = {"size": filesizeformat(size), "most": filesizeformat(most)}
        raise ValidationError(TOO_HEAVY, code="too_heavy", params=params)


def _opened(upload: File) -> Image.Image:
    """The picture with its head read and nothing decoded yet."""
    upload.seek(0)
    try:
        image = Image.open(upload, formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:  # hostile bytes raise all sorts of errors in decoders
        raise ValidationError(NO_PICTURE, code="no_picture") from error
    if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    return image


def _too_many_pixels() -> ValidationError:
    return ValidationError(TOO_MANY_PIXELS, code="too_many_pixels", params={"side": LONGEST_SIDE})


def _pixels(image: Image.Image) -> Image.Image:
    """The picture as a new one that knows nothing of where it came from."""
    try:
        drawn = _in_srgb(ImageOps.exif_transpose(_made_small(image)))
        return Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    except Exception as error:  # as above
        raise ValidationError(BROKEN, code="broken") from error


def _made_small(image: Image.Image) -> Image.Image:
    """At most LONGEST_SIDE wide and high: before anything else, which would need its memory several times."""
    largest = (LONGEST_SIDE, LONGEST_SIDE)
    image.draft(None, largest)
    if image.mode in ("1", "P") or "transparency" in image.info:  # colours that cannot be mixed
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail(largest, Image.Resampling.LANCZOS)
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """RGB, with transparency where there is some; colours of another profile brought over."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")  # sixteen bits: convert() cuts off
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if not (profile := image.info.get("icc_profile")):
        return plain
    source = image if image.mode == "CMYK" else plain
    try:
        known = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(source, known, ImageCms.createProfile("sRGB"), outputMode=plain.mode)
    except (ImageCms.PyCMSError, OSError):  # a profile that is none, or of another kind of picture
        return plain


def _encoded(image: Image.Image, stored_as: str) -> bytes:
    output = BytesIO()
    if stored_as == "JPEG":
        image.convert("RGB").save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    elif stored_as == "WEBP":
        image.save(output, "WEBP", quality=QUALITY)
    else:
        image.save(output, "PNG")
    return output.getvalue()
