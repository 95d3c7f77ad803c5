"""Which folders there are to read in."""

from __future__ import annotations

from pathlib import Path

from assistant.incoming.jobs.state import Step
from assistant.incoming.uploads import Uploads
from index.catalogue import Catalogue, File, Unread
from index.levels import Level, Levels
from index.settings import Settings


def upload_steps(uploads: Uploads, *levels: Level) -> list[Step]:
    """The steps that read in what was sent in; of all levels when none is named."""
    chosen = [level for level in levels or tuple(Level) if uploads.at(level).is_dir()]
    return [Step((uploads.at(level),), level, mark=True) for level in chosen]


def known_folders(settings: Settings) -> list[Step]:
    """All that was ever read into the index, a step a level; none while there is no index.

    A folder that holds anything internal counts as internal: only those who may see that may watch it.
    """
    if not settings.place.exists():
        return []
    with Catalogue.open(settings.index, file=settings.place) as catalogue:
        levels = Levels.load(catalogue)
        roots = {root_of(file) for file in catalogue.files()}
        unread = {root_of(failed) for failed in catalogue.unread()}
    roots |= {place for place in unread if roots.isdisjoint(place.parents)}
    found: dict[Level, list[Path]] = {}
    for root in sorted(roots):
        inside = [levels.given[place] for place in levels.below(str(root))]
        internal = Level.INTERNAL in (levels.of(str(root)), *inside)
        found.setdefault(Level.INTERNAL if internal else Level.PUBLIC, []).append(root)
    return [Step(tuple(found[level]), level) for level in Level if level in found]


def root_of(file: File | Unread) -> Path:
    """The folder that a file was read in with, or the file itself when it was named alone.

    Of one that could not be read that folder is what comes before its path.
    """
    if isinstance(file, File) and file.root:
        return Path(file.root)
    location = Path(file.location)
    inner = Path(file.path).parts
    if isinstance(file, File) or len(inner) == 1 or location.parts[-len(inner) :] != inner:
        return location
    return Path(*location.parts[: -len(inner)])
