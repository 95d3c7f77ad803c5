"""Pages of a PDF as pictures, and where on them some characters of a document's text stand."""

from corpus.pages.picture import MAX_WIDTH, picture
from corpus.pages.places import Pagebook
from corpus.pages.recognised import TesseractWords
from corpus.pages.records import NoSuchPage, PageTooLarge, Placed, Rectangle, Size

__all__ = [
    "MAX_WIDTH",
    "NoSuchPage",
    "PageTooLarge",
    "Pagebook",
    "Placed",
    "Rectangle",
    "Size",
    "TesseractWords",
    "picture",
]
