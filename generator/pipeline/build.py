"""Check a site, or build and publish it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from generator.diagnostic import (
    ChangedError,
    Diagnostic,
    Problem,
    SiteError,
    problem_from_plain,
    problem_to_plain,
)
from generator.engine import Digest, Snapshot, Store, digest_of, take
from generator.pipeline import memory
from generator.pipeline.verdict import Verdict
from generator.pipeline.wish import Built, Wish
from generator.publish import Bundles, Site, Target, choose, read_manifest
from generator.workspace.settings import SITE_FILE, load_site, settings_files

if TYPE_CHECKING:
    from generator.pipeline.conduct import Conducted
    from generator.pipeline.whole import Whole
    from generator.pipeline.workshop import Workshop
    from generator.publish.plan import Plan
    from generator.publish.survey import Fault

_T = TypeVar("_T")
_CHECK = "done/check"
"""Under which name the result of a check is remembered."""
_AGAIN = 4
"""How often a run begins again because somebody writes files while it reads them."""
WATCHED = ("content", "forms", "themes", "ledger")
"""The folders of a site that a build reads."""


def check(root: Path, wish: Wish | None = None) -> Built:
    """The problems of a site, drafts included.

    Raises:
        SiteError: there is no site here, or somebody goes on writing its files.
    """
    return _steadily(root, wish or Wish(drafts=True), _Run.check)


def build(root: Path, target: Target | Path | str, wish: Wish | None = None) -> Built:
    """Check a site and publish it; content with errors leaves the target as it was.

    The target is a folder, the address of a store, or already chosen.

    Raises:
        SiteError: there is no site here, or somebody goes on writing its files.
        ThemeError: its theme is incomplete.
        PublishError: the target cannot be written.
    """
    return _steadily(root, wish or Wish(), lambda run: run.build(target))


def compose(root: Path, wish: Wish) -> Mapping[str, str]:
    """What a site would publish: SHA-256 of each file, by path; errors do not keep it back.

    Raises:
        SiteError: there is no site here, or somebody goes on writing its files.
        ThemeError: its theme is incomplete.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="gongkai-") as scratch:
        return _steadily(root, wish, lambda run: run.compose(Path(scratch)))


def rehearse(root: Path, target: Target, wish: Wish) -> tuple[Built, Plan | None]:
    """What a build would change at a target, which is only looked at.

    There is no plan where it would be refused.

    Raises:
        SiteError: there is no site here, or somebody goes on writing its files.
        ThemeError: its theme is incomplete.
        PublishError: the target cannot be asked.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="gongkai-") as scratch:
        return _steadily(root, wish, lambda run: run.rehearse(target, Path(scratch)))


def _steadily(root: Path, wish: Wish, task: Callable[[_Run], _T]) -> _T:
    """Do it, and all over again where a file was changed after it was looked at."""
    for _ in range(_AGAIN):
        with suppress(ChangedError), closing(_Run(root, wish)) as run:
            return task(run)
    with closing(_Run(root, wish)) as run:
        return task(run)


class _Done(NamedTuple):
    """The result of a run, as it is remembered for the case that nothing changes."""

    state: Digest
    problems: tuple[Any, ...]
    reports: int
    files: int = 0
    pages: int = 0
    root: str | None = None
    faults: tuple[tuple[str, str, str], ...] = ()


class _Run:
    """One run over one site."""

    def __init__(self, root: Path, wish: Wish) -> None:
        # Another machine knows nothing of the folder that we stand in.
        self._root = root = root.resolve() if wish.cluster is not None else root
        self._wish = wish
        if not (root / SITE_FILE).is_file():
            raise SiteError("no-site", path=root / SITE_FILE)
        self._program = memory.program()
        kept = memory.open_store(root, self._program, wish.memory) if wish.cache else None
        self._remembers = kept is not None
        self._store = kept or Store(None)
        self._snapshot, contents = _look(root, self._store)
        self._settings = settings_files(root, self._snapshot)
        self._settings_digest = digest_of((self._program, list(self._settings.items())))
        flags = (wish.base_url, wish.drafts, wish.live, str(wish.as_of), wish.sign)
        self._state = digest_of((self._settings_digest, contents, flags))

    def close(self) -> None:
        """Let go of the memory."""
        self._store.close()

    def check(self) -> Built:
        """Only the problems."""
        done = self._recall(_CHECK)
        if done is None:
            done = self._done(self._conduct(None))
            self._store.write({_CHECK: tuple(done)})
        return Built(verdict=_verdict(done), reports=done.reports)

    def compose(self, scratch: Path) -> Mapping[str, str]:
        """The site's files, published nowhere."""
        bundles = self._bundles(scratch)
        site = self._whole(self._conduct(bundles), bundles).site
        return {path: file.digest for path, file in read_manifest(site.manifest, "").items()}

    def build(self, place: Target | Path | str) -> Built:
        """The site, published."""
        with choose(place, self._wish.releases) as target:
            name = f"done/build/{target.name}"
            done = self._recall(name)
            if done is not None and done.root is not None and done.root == target.root:
                built = self._built(done)
                if not built.refused(strict=self._wish.strict):
                    return self._printed(built)
            return self._printed(self._build(target, name))

    def _built(self, done: _Done) -> Built:
        """What is remembered of a build."""
        return Built(
            verdict=_verdict(done),
            reports=done.reports,
            files=done.files,
            kept=done.pages,
            root=done.root,
            faults=_faults(done),
        )

    def _printed(self, built: Built) -> Built:
        """The same with what is to be printed of it."""
        printout = self._wish.printout
        if printout is None:
            return built
        name = f"printed/{printout.name}"
        kept: Any = self._store.read(name)
        if kept is None or kept[0] != self._state:
            kept = (self._state, printout.make(built.verdict))
            self._store.write({name: kept})
        return replace(built, printed=kept[1])

    def _ready(self, bundles: Bundles) -> tuple[Built, _Done, Whole | None]:
        """The site checked, put together and past the gate; none where it is refused."""
        conducted = self._conduct(bundles)
        done = self._done(conducted)
        built = Built(verdict=_verdict(done), reports=done.reports)
        if built.refused(strict=self._wish.strict):
            return built, done, None
        whole = self._whole(conducted, bundles)
        faults, root = self._gate(conducted, whole, bundles), whole.site.root
        built = replace(built, faults=faults, root=root, ground=conducted.ground)
        return built, done, None if built.refused(strict=self._wish.strict) else whole

    def _build(self, target: Target, name: str) -> Built:
        bundles = self._bundles(target.scratch)
        built, done, whole = self._ready(bundles)
        if whole is None:
            return built
        published = target.publish(self._signed(whole.site))
        bundles.prune(whole.bundles)
        done = done._replace(
            files=published.files,
            pages=whole.pages,
            root=published.root,
            faults=tuple((fault.kind, fault.page, fault.what) for fault in built.faults),
        )
        made = self._named(whole.made)  # by what the settings were, before they are remembered
        self._store.write({name: tuple(done), "settings": self._settings, **whole.memory})
        return replace(
            built,
            files=published.files,
            made=made,
            kept=whole.pages - len(made),
            root=published.root,
            changed=published.changed,
            left=published.left,
        )

    def rehearse(self, target: Target, scratch: Path) -> tuple[Built, Plan | None]:
        """The site put together, beside the one that stands."""
        from generator.publish.plan import plan

        built, _, whole = self._ready(self._bundles(scratch))
        return built, plan(whole.site, target) if whole else None

    def _bundles(self, scratch: Path) -> Bundles:
        """Where pages are written: in the memory, or where they go with this build."""
        kept = self._root / self._wish.memory / "bundles"
        return Bundles(kept if self._remembers else scratch)

    def _gate(self, conducted: Conducted, whole: Whole, bundles: Bundles) -> tuple[Fault, ...]:
        from generator.publish.gate import gate
        from generator.publish.survey import Survey

        found = (outcome.surveys for outcome in conducted.outcomes.values())
        surveys = {at: Survey(*of) for every in found for at, of in every.items()}
        surveys |= {at: Survey(*plain) for at, plain in whole.surveys.items()}
        return gate(whole.site, surveys, self._shop(bundles).site.base_url)

    def _signed(self, site: Site) -> Site:
        """The site with its manifest signed, where that was asked for."""
        if not self._wish.sign:
            return site
        from generator.publish.signing import sign

        return replace(site, signature=sign(self._wish.sign, site.manifest))

    def _whole(self, conducted: Conducted, bundles: Bundles) -> Whole:
        from generator.pipeline.whole import whole  # and with it all that makes pages

        return whole(self._shop(bundles), conducted, self._store, bundles)

    def _conduct(self, bundles: Bundles | None) -> Conducted:
        from generator.pipeline.conduct import conduct  # and with it all that makes pages
        from generator.pipeline.workers import Workers

        return conduct(
            self._shop(bundles),
            self._snapshot,
            self._store,
            bundles.names() if bundles else frozenset(),
            workers=Workers(count=self._wish.workers, cluster=self._wish.cluster),
            progress=self._wish.progress,
        )

    def _shop(self, bundles: Bundles | None) -> Workshop:
        from generator.pipeline.workshop import Order, workshop

        return workshop(
            Order(
                root=str(self._root),
                settings=self._settings_digest,
                files=tuple(self._settings.items()),
                base_url=self._wish.base_url,
                drafts=self._wish.drafts,
                live=self._wish.live,
                as_of=self._wish.as_of,
                bundles=str(bundles.folder) if bundles else None,
            )
        )

    def _named(self, made: Mapping[str, str]) -> Mapping[str, str]:
        """The same reasons; where settings changed, the first of their files that did is named."""
        before: Any = self._store.read("settings") or {}
        now = self._settings
        names = [path for path in {**before, **now} if before.get(path) != now.get(path)]
        if not before or not names:
            return made
        old, new = "changed settings", f"changed {names[0]}"
        return {path: new if why == old else why for path, why in made.items()}

    def _recall(self, name: str) -> _Done | None:
        """The result of the last run of a kind, if nothing at all is different now."""
        plain: Any = self._store.read(name)
        done = _Done(*plain) if plain else None
        return done if done is not None and done.state == self._state else None

    def _done(self, conducted: Conducted) -> _Done:
        found = tuple(self._findings(conducted))
        return _Done(
            state=self._state,
            problems=tuple(map(problem_to_plain, self._judged(found, conducted.waivers))),
            reports=sum(len(item.summaries) for item in conducted.outcomes.values()),
        )

    def _findings(self, conducted: Conducted) -> Iterator[Diagnostic]:
        """What is wrong, also with dates that are yet to come on the day of the run."""
        yield from conducted.diagnostics
        if self._wish.as_of is not None:
            from generator.check import future_dates

            today = self._wish.as_of.isoformat()
            summaries = (
                item
                for of in conducted.outcomes.values()
                for item in of.summaries
                if of.embargoes.get(item[1], "") <= today
            )
            yield from future_dates(summaries, self._wish.as_of)

    def _judged(
        self, found: Sequence[Diagnostic], waivers: Mapping[str, Any]
    ) -> tuple[Problem, ...]:
        if not found and not waivers:
            return ()
        from generator.pipeline.problems import judge
        from generator.workspace.places import Places

        known: Any = self._store.read("places") or {}
        contents = self._snapshot.contents
        digest = lambda file: self._settings.get(file) or contents.get(file)  # noqa: E731
        places = Places(self._root, digest, known)
        verdict = judge(places, found, load_site(self._root)[0], waivers)
        if places.found != known:
            self._store.write({"places": places.found})
        return verdict.problems


def _faults(done: _Done) -> tuple[Fault, ...]:
    """What the gate is remembered to have found."""
    if not done.faults:
        return ()
    from generator.publish.survey import Fault

    return tuple(Fault(kind=kind, page=at, what=of) for kind, at, of in done.faults)


def _verdict(done: _Done) -> Verdict:
    """What is wrong, told alike after a run and from the memory."""
    return Verdict(problems=tuple(map(problem_from_plain, done.problems)))


def _look(root: Path, store: Store) -> tuple[Snapshot, Digest]:
    """What lies in the site now, and a digest of it."""
    remembered: Any = store.read("snapshot")
    known = Snapshot(*remembered[:2]) if remembered else None
    snapshot = take(root, WATCHED, known)
    if known is not None and snapshot is known:
        digest: Digest = remembered[2]
        return snapshot, digest
    digest = snapshot.digest
    store.write({"snapshot": (*snapshot.plain, digest)})
    return snapshot, digest
