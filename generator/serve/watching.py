"""When files of a site change, as the system tells it: the one door of watchdog.

What it says is a hint only: a build looks for itself at what there is. So nothing depends on which
file was named, and a preview that missed a word is right again with the next.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.pipeline import changes
from generator.pipeline.build import WATCHED
from generator.workspace.settings import SITE_FILE

_CHANGES: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
    *(FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
]
"""Not the opening and closing of files that are read, which every build does."""


class Watch(FileSystemEventHandler):
    """Tells of changes below a site's folders until it is closed.

    ``told`` is called in another thread with the path from the site of what changed, or with
    nothing where that is not known. Hidden names, which builds pass over, do not count. Links are
    not followed, so nothing outside is watched.
    """

    def __init__(self, root: Path, told: Callable[[str], object]) -> None:
        self._root = root.resolve()
        self._told = told
        self._observer = Observer()
        self._closed = Event()

    def start(self) -> None:
        """Begin. Where the system watches no more folders, we look at the disk again and again."""
        try:
            # Only what stands right in the site's folder: builds write below it, too.
            self._observer.schedule(self, str(self._root), recursive=False, event_filter=_CHANGES)
            for folder in WATCHED:
                self._follow(folder)
            self._observer.start()
        except OSError:
            Thread(target=self._look, daemon=True).start()

    def _follow(self, folder: str) -> None:
        place = self._root / folder
        if place.is_dir() and not place.is_symlink():
            self._observer.schedule(self, str(place), recursive=True, event_filter=_CHANGES)

    def _look(self) -> None:
        looks = changes(self._root)
        next(looks)  # how things are
        for _ in looks:
            if self._closed.is_set():
                return
            self._told("")

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened."""
        for name in (event.src_path, event.dest_path):
            path = Path(str(name))
            if not name or not path.is_relative_to(self._root):
                continue
            top, *below = path.relative_to(self._root).parts or ("",)
            if top in WATCHED and not below and isinstance(event, DirCreatedEvent | DirMovedEvent):
                self._follow(top)
            if top in (*WATCHED, SITE_FILE) and not any(part[0] == "." for part in below):
                self._told("/".join((top, *below)))

    def close(self) -> None:
        """Tell nothing any more."""
        self._closed.set()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
