"""What a web editor needs of a site: its settings, and which files it has to leave alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import decode, source
from generator.form import Form
from generator.operations.tidy import Tidied, tidy
from generator.schema import cms, report_file, schemas
from generator.schema.cms import Collection, Document
from generator.schema.shapes import words
from generator.workspace.content import Content, load
from generator.workspace.editions import editions
from generator.workspace.git import folder_in_repository
from generator.workspace.settings import SITE_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class WebEditor:
    """The files of a web editor."""

    files: Mapping[str, str]
    """Their text, by name."""
    left: tuple[str, ...]
    """The site's files that it cannot edit, since something in them would come back otherwise."""


def web_editor(root: Path, backend: Mapping[str, str], year: int | None) -> WebEditor:
    """The web editor of a site.

    ``backend`` is where its files are kept, as Decap names it. With a ``year`` every agency can
    begin its report on it.

    Raises:
        SiteError: there is no site here.
    """
    content = load(root, drafts=True)
    forms, _ = editions(root)
    room = _Room(content=content, forms=forms, tidied={item.file: item for item in tidy(root)})
    collections = [found for found in room.collections(year) if found.documents]
    config = cms.settings(collections, backend, folder_in_repository(root))
    files = {"config.yml": config, "index.html": cms.page(content.site.name)}
    return WebEditor(files=files, left=tuple(room.left))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What is known while the settings are made."""

    content: Content
    forms: Mapping[str, Form]
    tidied: Mapping[str, Tidied]
    left: list[str] = field(default_factory=list)

    def collections(self, year: int | None) -> Iterator[Collection]:
        """The site's own, and one for each agency."""
        told = words()["cms"]
        site = tuple(self._document("site", told["settings"], SITE_FILE, "site.json"))
        yield Collection(name="site", label=told["site"], documents=site)
        for agency in self.content.portal.agencies.values():
            yield Collection(
                name=agency.id.replace("/", "--"),
                label=agency.name,
                documents=tuple(self._agency(agency.id, year)),
            )

    def _agency(self, id: str, year: int | None) -> Iterator[Document]:
        folder, told = f"content/{id}", words()["cms"]
        yield from self._document("agency", told["agency"], f"{folder}/agency.yml", "agency.json")
        slugs = {slug for agency, slug in self.content.filed if agency == id}
        if year is not None:
            slugs.add(str(year))
        for slug in sorted(slugs, reverse=True):
            form = self._form(f"{folder}/{slug}.yml", int(slug[:4]))
            if form is not None:
                label, file = told["figures"].format(slug=slug), report_file(form.edition)
                yield from self._document(slug, label, f"{folder}/{slug}.yml", file)
                yield Document(
                    name=f"{slug}-text",
                    label=told["narrative"].format(slug=slug),
                    file=f"{folder}/{slug}.md",
                    fields=cms.body(),
                )

    def _form(self, file: str, year: int) -> Form | None:
        return decode.form_of(self._data(file) or {}, year, self.forms)

    def _document(self, name: str, label: str, file: str, schema: str) -> Iterator[Document]:
        """A file with its fields; nothing where it would not come back as it was."""
        shape, data = schemas(self.forms)[schema], self._data(file)
        known = self.tidied.get(file)
        if known is not None and (known.before != known.after or not cms.comes_back(shape, data)):
            self.left.append(file)
            return
        yield Document(name=name, label=label, file=file, fields=cms.fields(shape, data))

    def _data(self, file: str) -> Mapping[str, object] | None:
        known = self.tidied.get(file)
        return None if known is None else source.read(known.before, file).data
