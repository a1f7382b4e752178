"""An editor, as far as a language server can tell: it opens files and asks what stands at a place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from threading import Timer
from typing import Any

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 60
"""Seconds after which a server that does not answer is ended, and the test with it."""

Message = Mapping[str, Any]


class Editor:
    """A session with yaml-language-server over a folder, with the settings that lie in it."""

    def __init__(self, folder: Path) -> None:
        node = shutil.which("node") or shutil.which("nodejs")
        assert node, "Node.js is missing; “python3 dev.py test” installs it"
        assert SERVER.is_file(), "the server is missing; “python3 dev.py test” installs it"
        self.folder = folder
        self.settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
        self.process = subprocess.Popen(
            [node, SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.watch = Timer(PATIENCE, self.process.kill)
        self.watch.start()
        self.numbers = count(1)
        where = {"uri": folder.as_uri(), "name": "site"}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        start = {"processId": os.getpid(), "capabilities": able, "workspaceFolders": [where]}
        self.ask("initialize", {**start, "rootUri": folder.as_uri()})
        self.tell("initialized", {})

    def close(self) -> None:
        """End the session."""
        self.watch.cancel()
        self.process.kill()
        self.process.communicate()

    def faults(self, name: str, text: str) -> list[str]:
        """What the server has to say against a file."""
        uri = self.open(name, text)

        def told(message: Message) -> bool:
            told_of = message.get("params", {}).get("uri")
            return message.get("method") == "textDocument/publishDiagnostics" and told_of == uri

        return [item["message"] for item in self.until(told)["params"]["diagnostics"]]

    def completions(self, name: str, text: str) -> list[str]:
        """The words that are offered at ``|``."""
        found = self.at("textDocument/completion", name, text)
        items = found["items"] if isinstance(found, dict) else found
        return [item["label"] for item in items]

    def hover(self, name: str, text: str) -> str:
        """What is told of the word at ``|``."""
        found = self.at("textDocument/hover", name, text)
        return str(found["contents"]) if found else ""

    def at(self, method: str, name: str, text: str) -> Any:
        """Open a file and ask about the place marked ``|``, which is not part of it."""
        before, _, after = text.partition("|")
        uri = self.open(name, before + after)
        lines = before.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})["result"]

    def open(self, name: str, text: str) -> str:
        """Open a file; its folder is new each time, since a server remembers what it has seen."""
        folder, _, file = name.rpartition("/")
        below = f"{folder}/no-{next(self.numbers)}" if folder else ""
        uri = (self.folder / below / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def ask(self, method: str, params: object) -> Message:
        """Send a request and wait for its answer."""
        number = next(self.numbers)
        self.send({"id": number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == number and "method" not in message)

    def tell(self, method: str, params: object) -> None:
        """Send what needs no answer."""
        self.send({"method": method, "params": params})

    def until(self, wanted: Callable[[Message], bool]) -> Message:
        """Answer what the server asks until it says what is waited for."""
        while True:
            message = self.receive()
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": self.answer(message)})
            if wanted(message):
                return message

    def answer(self, message: Message) -> object:
        """The settings, which is all that the server asks an editor for."""
        if message["method"] != "workspace/configuration":
            return None
        yaml = {"validate": True, "hover": True, "completion": True}
        yaml["schemas"] = self.settings["yaml.schemas"]
        sections = [item.get("section") for item in message["params"]["items"]]
        return [yaml if section == "yaml" else {} for section in sections]

    def send(self, message: Message) -> None:
        """Put a message on the wire."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> Message:
        """Take a message off the wire."""
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server is gone"
        found: Message = json.loads(self.process.stdout.read(length))
        return found
