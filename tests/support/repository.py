"""A site under git, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ENV = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "演示编辑",
    "GIT_AUTHOR_EMAIL": "editor@example.com",
    "GIT_COMMITTER_NAME": "演示编辑",
    "GIT_COMMITTER_EMAIL": "editor@example.com",
}


def git(root: Path, *arguments: str, day: str = "2024-01-20") -> str:
    """Run git in a folder; what it prints."""
    moment = f"{day}T08:00:00+08:00"
    environment = {**_ENV, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    command = ["git", "-C", str(root), *arguments]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def commit(root: Path, subject: str, day: str = "2024-01-20") -> str:
    """Commit everything in a folder, which becomes a repository if it is none; the commit."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", subject, day=day)
    return git(root, "rev-parse", "HEAD")
