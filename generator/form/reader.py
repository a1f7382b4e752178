"""Typed access to the plain data of an edition's file; every refusal names the data address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostic import DataPath, FormError
from generator.form.model import Label


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of the file with the address at which it stands."""

    data: Mapping[str, object]
    path: DataPath
    english: bool = True
    """Whether English words are required beside those of another language."""

    def at(self, key: str) -> DataPath:
        """The address of one of its keys."""
        return (*self.path, key)

    def only(self, *allowed: str) -> None:
        """Refuse any key but these.

        Raises:
            FormError: there is another key.
        """
        for key in self.data:
            if key not in allowed:
                raise FormError(self.at(key), f"unknown key; allowed are {', '.join(allowed)}")

    def text(self, key: str) -> str:
        """The text at a key that has to be there.

        Raises:
            FormError: it is missing, empty or not text.
        """
        value = self.optional(key)
        if not value:
            raise FormError(self.at(key), "a text is required here")
        return value

    def optional(self, key: str) -> str | None:
        """The text at a key, or ``None``.

        Raises:
            FormError: it is not text.
        """
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise FormError(self.at(key), "expected one text")
        return value

    def flag(self, key: str) -> bool:
        """Whether ``key`` says yes; no where it is left out.

        Raises:
            FormError: it is neither ``yes`` nor ``no``.
        """
        value = self.optional(key) or "no"
        if value not in ("yes", "no"):
            raise FormError(self.at(key), "expected yes or no")
        return value == "yes"

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts at a key; empty where it is left out.

        Raises:
            FormError: it is not a list of texts.
        """
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise FormError(self.at(key), "expected a list")
        for index, item in enumerate(value):
            if not isinstance(item, str):
                raise FormError((*self.at(key), index), "expected a text")
        return tuple(value)

    def node(self, key: str) -> Node:
        """The mapping at a key that has to be there.

        Raises:
            FormError: it is missing or no mapping.
        """
        value = self.data.get(key)
        if not isinstance(value, dict):
            raise FormError(self.at(key), "a mapping is required here")
        return Node(value, self.at(key), self.english)

    def nodes(self, key: str) -> Iterator[Node]:
        """The mappings of the list at a key; none where it is left out.

        Raises:
            FormError: it is not a list of mappings.
        """
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise FormError(self.at(key), "expected a list")
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                raise FormError((*self.at(key), index), "expected a mapping")
            yield Node(item, (*self.at(key), index), self.english)

    def label(self, key: str, language: str) -> Label:
        """The wording at a key, with the English one beside it under ``<key>_en``.

        Raises:
            FormError: either is missing; a form in English, or one that is not to be published in
                it, needs only the first.
        """
        text = self.text(key)
        english = self.optional(f"{key}_en")
        if english is None and self.english and not language.startswith("en"):
            raise FormError(self.at(f"{key}_en"), "the English wording is required")
        return Label(text=text, english=english or text)

    def optional_label(self, key: str, language: str) -> Label | None:
        """The wording at a key, or ``None`` where the key is left out."""
        return self.label(key, language) if key in self.data else None
