"""Live preview on this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.diagnostic import SiteError
from generator.serve.pages import Told
from generator.serve.preview import Preview, Voice
from generator.serve.server import run
from generator.serve.watching import Watch

__all__ = ["Told", "Voice", "serve"]


def serve(
    root: Path, port: int, voice: Voice, *, language: str, begun: Callable[[], object]
) -> None:
    """Keep a site built, and show it on the loopback address until this is interrupted.

    Raises:
        GeneratorError: the first build cannot run at all, or the port is taken.
    """
    preview = Preview(root, voice)
    watch = Watch(root, preview.changed)
    try:
        preview.build()
        watch.start()
        run(preview, port, voice, language=language, begun=begun)
    except OSError as error:
        raise SiteError("port", port=port, reason=error.strerror or str(error)) from error
    except KeyboardInterrupt:
        return
    finally:
        watch.close()
        preview.close()
