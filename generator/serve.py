"""Live preview on this machine: the one module that opens livereload."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from livereload import Server

from generator import pipeline
from generator.pipeline import Built


def serve(
    root: Path,
    port: int,
    *,
    announce: Callable[[str], object],
    show: Callable[[Built], object],
) -> None:
    """Build into a folder of our own, serve it on 127.0.0.1, and build again after each change.

    A build with errors shows them and leaves the last good pages standing.

    Raises:
        GeneratorError: the first build cannot run at all.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        target = Path(folder) / "site"
        target.mkdir()

        def rebuild() -> None:
            built = pipeline.build(root, target, pipeline.Wish(drafts=True, live=True))
            show(built)
            if built.refused(strict=False):
                announce("serve.kept")

        rebuild()
        server = Server()
        for watched in ("content", "forms", "themes", "site.yml"):
            if (root / watched).exists():
                server.watch(str(root / watched), rebuild)
        announce("serve.at")
        server.serve(root=str(target), port=port, host="127.0.0.1", debug=False)
