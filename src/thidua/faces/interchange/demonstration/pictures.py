"""Drawn pictures that stand for photographs: plain shapes with the words «minh họa», no two alike."""

from __future__ import annotations

import functools
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from thidua.stages.campaigns.campaign_file import CATALOGUE

# Drawn at one size and kept at a smaller one: there are many, and each gets a small picture of its own.
SIZE, KEPT = (640, 480), (400, 300)
GROUND, SKY, INK = "#b98a5a", "#cfe3ee", "#22303a"
GREENS = ("#7fa66a", "#8fb27a", "#6f9a63", "#9abf83")
FONT = CATALOGUE / "fonts" / "tinos" / "Tinos-Regular.ttf"


def photo(subject: str, caption: str, number: int) -> SimpleUploadedFile:
    """A drawn photo: `subject` is house, walls, ground, road or people; the number makes it differ from all others."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 260), (160 + number % 90, 190), (380, 250), (640, 200), (640, 480), (0, 480)], GREENS[number % 4])
    draw.rectangle((0, 350, 640, 480), GROUND)
    DRAWINGS[subject](draw, number)
    draw.rectangle((0, 440, 640, 480), INK)
    draw.text((12, 446), f"Ảnh minh họa số {number}: {caption}"[:62], "white", _font(22))
    kept = io.BytesIO()
    picture.resize(KEPT, Image.Resampling.BOX).save(kept, "JPEG", quality=75)
    return SimpleUploadedFile(f"anh-minh-hoa-{number}.jpg", kept.getvalue(), "image/jpeg")


def paper(title: str, number: int) -> SimpleUploadedFile:
    """A drawn sheet that stands for a scanned paper."""
    picture = Image.new("RGB", (420, 594), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((40, 40), "MINH HỌA", INK, _font(26))
    draw.text((40, 90), title[:34], INK, _font(22))
    for line in range(12):
        draw.line((40, 150 + line * 30, 380 - (line * 37 + number) % 90, 150 + line * 30), "#9aa5ad", 2)
    draw.text((40, 540), f"Số {number}", INK, _font(20))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return SimpleUploadedFile(f"giay-minh-hoa-{number}.png", kept.getvalue(), "image/png")


def _house(draw: ImageDraw.ImageDraw, number: int) -> None:
    left = 170 + number % 60
    draw.rectangle((left, 240, left + 280, 380), "#f1e3c6", INK, 3)
    draw.polygon([(left - 20, 240), (left + 140, 150), (left + 300, 240)], "#a5392e")
    draw.rectangle((left + 110, 290, left + 170, 380), "#5f4630")
    draw.rectangle((left + 30, 280, left + 80, 330), "#8fb7cc", INK, 2)


def _walls(draw: ImageDraw.ImageDraw, number: int) -> None:
    left = 170 + number % 60
    for row in range(5):
        for column in range(9):
            shift = 16 * (row % 2)
            x, y = left + column * 32 + shift, 360 - row * 22
            draw.rectangle((x, y, x + 30, y + 20), "#b5533c", "#e7d3c4")


def _ground(draw: ImageDraw.ImageDraw, number: int) -> None:
    left = 150 + number % 70
    draw.polygon([(left, 400), (left + 60, 360), (left + 330, 360), (left + 300, 400)], "#8d6540")
    for stake in range(4):
        draw.line((left + 40 + stake * 80, 395, left + 40 + stake * 80, 345), INK, 4)


def _road(draw: ImageDraw.ImageDraw, number: int) -> None:
    far = 300 + number % 60
    draw.polygon([(far, 260), (far + 30, 260), (520, 440), (120, 440)], "#9a9a96")
    for mark in range(4):
        draw.line((far + 15 - mark * 3, 280 + mark * 40, far + 13 - mark * 4, 300 + mark * 42), "white", 4)


def _people(draw: ImageDraw.ImageDraw, number: int) -> None:
    for place in range(6):
        x = 90 + place * 85 + (number * 7 + place * 13) % 25
        draw.ellipse((x, 270, x + 34, 304), "#d9a679")
        draw.polygon(
            [(x - 10, 400), (x + 44, 400), (x + 17, 305)], ("#a5392e", "#2c5f7c", "#6b8e3a")[(place + number) % 3]
        )


DRAWINGS = {"house": _house, "walls": _walls, "ground": _ground, "road": _road, "people": _people}


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)
