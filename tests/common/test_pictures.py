"""Photos are kept upright, small enough, and without what the phone wrote into them."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin

from common.files import check_upload
from common.pictures import tidy

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def photo(size=(3000, 1500), kind="JPEG", orientation=1, name="ảnh hội nghị.jpg", mode="RGB", **options):
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = orientation, "Điện thoại của chị Thoa"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (21.0, 2.0, 3.0)
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else None).save(out, kind, exif=exif, **options)
    return ContentFile(out.getvalue(), name=name)


def opened(tidied):
    tidied.file.seek(0)
    return Image.open(io.BytesIO(tidied.file.read()))


def refusal(content, name="ảnh.jpg", extension="jpg"):
    with pytest.raises(ValidationError) as refused:
        tidy(ContentFile(content, name=name), extension)
    return refused.value.messages[0]


def test_a_large_photo_becomes_2000_points_long_and_says_so():
    tidied = tidy(photo(), "jpg")

    assert opened(tidied).size == (2000, 1000)
    assert tidied.told.startswith("Ảnh đã được thu nhỏ còn 2.000 × 1.000 điểm (")
    assert tidied.file.name == "ảnh hội nghị.jpg"


def test_a_small_photo_keeps_its_size_and_nothing_is_told():
    tidied = tidy(photo((640, 480)), "jpg")

    assert (opened(tidied).size, tidied.told) == ((640, 480), "")


@pytest.mark.parametrize("size", [(640, 480), (3000, 1500)])
@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png")])
def test_place_device_and_comments_are_gone(size, kind, extension):
    options = {"comment": "nhà chị Thoa"}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Comment", "nhà chị Thoa")
        options = {"pnginfo": info}
    picture = photo(size, kind, **options)
    assert b"Thoa" in picture.read()
    tidied = tidy(picture, extension)
    found = opened(tidied)

    assert (dict(found.getexif()), found.format) == ({}, kind)
    tidied.file.seek(0)
    assert b"Thoa" not in tidied.file.read()


def test_what_stands_behind_the_picture_is_gone():
    picture = ContentFile(photo((64, 64)).read() + b"<script>vi tri</script>", name="a.jpg")

    assert b"script" not in tidy(picture, "jpg").file.read()


def test_a_photo_that_lies_on_its_side_is_put_upright():
    assert opened(tidy(photo((800, 400), orientation=6), "jpg")).size == (400, 800)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_printing_colours_can_be_looked_at(mode):
    assert opened(tidy(photo((64, 64), mode=mode), "jpg")).mode in {"L", "RGB"}


@pytest.mark.parametrize(
    ("mode", "kind", "extension"), [("RGB", "JPEG", "jpg"), ("L", "JPEG", "jpg"), ("RGBA", "PNG", "png")]
)
def test_a_small_picture_comes_along_where_it_is_asked_for(mode, kind, extension):
    tidied = tidy(photo((1000, 500), kind, mode=mode), extension, with_small=True)
    small = Image.open(io.BytesIO(tidied.small))

    assert (small.size, small.format, dict(small.getexif())) == ((480, 240), "JPEG", {})
    assert opened(tidied).size == (1000, 500)
    assert tidy(photo((64, 64)), "jpg").small == b""


def test_what_is_transparent_stays_so():
    assert opened(tidy(photo((64, 64), "PNG", mode="RGBA"), "png")).mode == "RGBA"


def test_a_broken_picture_is_refused():
    sentence = "Ảnh “ảnh.jpg” bị hỏng, không mở được. Hãy chụp hoặc lưu lại rồi chọn lại."

    assert refusal(b"\xff\xd8\xff\xe0" + bytes(40)) == sentence
    assert refusal(photo().read()[:2000]) == sentence


def png_bomb(width, height):
    """A picture of a few bytes that says it is enormous."""

    def chunk(kind, data):
        return struct.pack("!L", len(data)) + kind + data + struct.pack("!L", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def test_a_picture_that_would_fill_the_memory_is_refused():
    assert refusal(png_bomb(60_000, 60_000), "bom.png", "png") == (
        "Ảnh “bom.png” có quá nhiều điểm ảnh. Hãy chụp hoặc lưu lại ở cỡ nhỏ hơn rồi chọn lại."
    )


def test_any_other_file_stays_as_it_is():
    file = ContentFile(b"%PDF-1.4", name="a.pdf")

    assert tidy(file, "pdf").file is file


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_the_format_of_newer_phones_is_refused_with_advice(brand):
    with pytest.raises(ValidationError) as refused:
        check_upload(ContentFile(b"\x00\x00\x00\x18ftyp" + brand + bytes(40), name="IMG_1.HEIC"))

    assert refused.value.messages == [
        "Ảnh “IMG_1.HEIC” ở dạng HEIC của điện thoại, cổng chưa đọc được. Hãy đặt máy ảnh của điện thoại ở chế độ "
        "“Tương thích nhất” (JPG), hoặc lưu ảnh lại dạng JPG rồi chọn lại."
    ]
