"""A scanned document: the pages of the PDF as grey images, a little crooked and noisy, without any text."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.sample.render.pdf import to_pdf
from corpus.sample.render.source import Source

_DPI = 170
_NOISE = 5.0  # standard deviation in grey levels
_CROOKED = 0.45  # degrees at most
_QUALITY = 38  # JPEG: about 100 kB a page


def to_scan(source: Source) -> bytes:
    """An image-only PDF. The seed of noise and rotation is the output's name, so that the bytes repeat."""
    printed = pdfium.PdfDocument(to_pdf(replace(source, font="vera")))
    rng = np.random.default_rng(zlib.crc32(source.output.encode()))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in printed:
        image = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        canvas.drawImage(ImageReader(_scanned(image, rng)), 0, 0, *A4)
        canvas.showPage()
    printed.close()
    canvas.save()
    return out.getvalue()


def _scanned(page: Image.Image, rng: np.random.Generator) -> BytesIO:
    angle = float(rng.uniform(-_CROOKED, _CROOKED))
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.5)), dtype=np.float32)
    paper = np.clip(soft * 0.9 + 16 + rng.normal(0, _NOISE, soft.shape), 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(paper).save(out, "JPEG", quality=_QUALITY)
    out.seek(0)
    return out
