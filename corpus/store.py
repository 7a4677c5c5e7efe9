"""The store of an edition: sources, pages, witnesses, emendations, and the log of decisions.

SQLite in WAL mode with full sync: a decision is on the disk before ``decide`` returns. Events are only appended; the
database itself refuses to alter or delete them. Several processes may use one store at the same time.

Longer than other modules: all that is written to the disk, and when, is to be seen in one place.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from . import codec
from .decisions.confusions import confusion, likeness
from .errors import OutputError, StoreError
from .file_names import suffix_of
from .records import Decision, Emendation, Ink, Page, Source, Witness, finding_key
from .sources import copied, kept_path

FILE = "corrigenda.sqlite"
VERSION = 2
INK_CHUNK = 256
"""Words of ink in one row."""
SCHEMA = """
CREATE TABLE source (digest TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE page (name TEXT PRIMARY KEY, source TEXT NOT NULL, how TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE witness (siglum TEXT PRIMARY KEY, how TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE ink (
    witness TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (witness, start)) WITHOUT ROWID;
CREATE TABLE emendation (
    witness TEXT NOT NULL, key TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL,
    p REAL NOT NULL, alike TEXT NOT NULL, confusion TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (witness, key));
CREATE INDEX emendation_place ON emendation (witness, start, stop, kind, p, alike, confusion, key);
CREATE TABLE parallel (siglum TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE event (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL);
CREATE TRIGGER event_is_final BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never altered'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
"""
UPGRADES = {1: "CREATE TABLE parallel (siglum TEXT PRIMARY KEY, data TEXT NOT NULL);"}
"""What brings a store of a version to the next one."""


class Entry(NamedTuple):
    """An emendation in the index: enough to sort, filter and count without reading its evidence.

    Attributes:
        witness: the siglum.
        start: offset in the witness.
        stop: offset in the witness, exclusive.
        kind: of the finding.
        p: of the first reading, 0 when there is none.
        alike: the same for emendations that ask the same question (``corpus.decisions.confusions.likeness``).
        confusion: the letters the first reading changes (``corpus.decisions.confusions.confusion``).
        key: names the emendation (``finding_key``).
    """

    witness: str
    start: int
    stop: int
    kind: str
    p: float
    alike: str
    confusion: str
    key: str


class Taken(NamedTuple):
    """A source that was copied into the edition, and where the copy lies."""

    source: Source
    path: Path


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=30)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    return database


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a database that nobody may write here; what a writer has not yet put into the file is read as well."""
    log = path.with_name(path.name + "-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=30)


class Store:
    """One edition's store; a context manager.

    Attributes:
        folder: the edition folder.
    """

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self.folder = folder
        self._database = database

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Open the edition in a folder, or begin one there.

        Raises:
            OutputError: the folder is a file or cannot be written.
            StoreError: there is a store, but a damaged or newer one.
        """
        if folder.exists() and not folder.is_dir():
            raise OutputError("is a file, not a folder", where=folder, remedy="name another output folder")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot be made: {error.strerror}", where=folder, remedy="name a folder you may write"
            ) from None
        return cls._open(folder)

    @classmethod
    def open(cls, folder: Path, *, writing: bool = True) -> Self:
        """Open an edition that is there.

        Args:
            folder: of the edition.
            writing: whether anything will be written; if not, the folder may be one that cannot be.

        Raises:
            StoreError: there is none, or it is damaged or from a newer version.
            OutputError: it is to be written, or brought up to date, and cannot be.
        """
        if not folder.exists():
            raise StoreError("there is no such folder", where=folder, remedy="check the path; corrigenda run makes one")
        if not (folder / FILE).is_file():
            raise StoreError("is no edition folder", where=folder, remedy="corrigenda run SOURCE… -o FOLDER makes one")
        return cls._open(folder, writing=writing)

    @classmethod
    def _open(cls, folder: Path, *, writing: bool = True) -> Self:
        path = folder / FILE
        try:
            database = _connected(path) if writing or os.access(folder, os.W_OK) else _read_only(path)
            version = int(database.execute("PRAGMA user_version").fetchone()[0])
            if version < VERSION:
                database.execute("BEGIN IMMEDIATE")
                version = _brought_up(database)
                database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"the store cannot be written: {error}", where=path, remedy="check permissions and free space"
            ) from None
        except sqlite3.DatabaseError as error:
            raise StoreError(
                f"is damaged: {error}", where=path, remedy="restore it from a backup or from the JSON Lines export"
            ) from None
        if version > VERSION:
            raise StoreError(
                f"was made by a newer version (store {version}, this is {VERSION})",
                where=path,
                remedy="update corrigenda",
            )
        return cls(folder, database)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        path = self.folder / FILE
        if not path.exists():
            raise StoreError(
                "the store is gone while it was in use", where=path, remedy="put it back; nothing more is written"
            )
        try:
            self._database.execute("BEGIN IMMEDIATE")
            yield self._database
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise StoreError(
                f"could not be written: {error}",
                where=path,
                remedy="check permissions and free space; what was decided before is safe",
            ) from error
        except BaseException:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    # Sources, pages, witnesses

    def kept_source(self, digest: str, name: str) -> Path | None:
        """Return where the copy of a source lies, None where there is none."""
        kept = kept_path(self.folder, digest, name)
        return kept if kept.is_file() and kept.stat().st_size else None

    def take_source(self, path: Path) -> Taken:
        """Copy a source into the edition; it is kept for good only with ``keep_source``.

        Raises:
            SourceError: it cannot be read.
            OutputError: the copy cannot be written.
        """
        folder = self.folder / "sources"
        # never the name of a source that is kept, and its suffix stays: by that some formats are told
        part = folder / f"part-{secrets.token_hex(8)}{suffix_of(path.name)}"
        try:
            folder.mkdir(exist_ok=True)
            return Taken(copied(path, part), part)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise OutputError(
                f"cannot be written: {error.strerror}", where=part, remedy="check permissions and free space"
            ) from None

    def keep_source(self, taken: Taken) -> Path:
        """Keep the copy of a source under its digest, never altered, and give where it lies."""
        kept = self.source_path(taken.source)
        try:
            if kept.exists():
                taken.path.unlink(missing_ok=True)
            else:
                taken.path.replace(kept)
        except OSError as error:
            raise OutputError(
                f"cannot be written: {error.strerror}", where=kept, remedy="check permissions and free space"
            ) from None
        with self._writing() as database:
            database.execute(
                "INSERT OR IGNORE INTO source VALUES (?, ?)", (taken.source.digest, codec.dumps(taken.source))
            )
        return kept

    def source_path(self, source: Source) -> Path:
        """Return where the copy of a source lies in the edition folder."""
        return kept_path(self.folder, source.digest, source.name)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources."""
        rows = self._database.execute("SELECT data FROM source ORDER BY rowid")
        return tuple(codec.loads(Source, data) for (data,) in rows)

    def keep_page(self, page: Page, how: str) -> None:
        """Keep a page as read; ``how`` names settings and versions, so that a run can go on where it stopped."""
        with self._writing() as database:
            row = (page.name, page.source, how, codec.dumps(page))
            database.execute(
                "INSERT INTO page VALUES (?, ?, ?, ?) ON CONFLICT (name)"
                " DO UPDATE SET source = excluded.source, how = excluded.how, data = excluded.data",
                row,
            )

    def pages(self, source: str | None = None, how: str | None = None) -> tuple[Page, ...]:
        """Return the pages read, of one source and one way of reading if asked."""
        rows = self._database.execute(
            "SELECT data FROM page WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR how = ?2) ORDER BY rowid",
            (source, how),
        )
        return tuple(codec.loads(Page, data) for (data,) in rows)

    def page(self, name: str) -> Page | None:
        """Return one page by its name."""
        row = self._database.execute("SELECT data FROM page WHERE name = ?", (name,)).fetchone()
        return None if row is None else codec.loads(Page, row[0])

    def keep_witness(self, witness: Witness, emendations: Iterable[Emendation], how: str) -> None:
        """Keep a witness with its emendations in place of an older state of it; decisions stay."""
        siglum = witness.siglum
        rows = [
            (
                siglum,
                finding_key(siglum, e.finding),
                e.finding.start,
                e.finding.end,
                e.finding.kind.value,
                e.best.p if e.best else 0.0,
                likeness(e),
                confusion(e.finding.sic, e.best.text) if e.best else "",
                codec.dumps(e),
            )
            for e in emendations
        ]
        chunks = [witness.ink[at : at + INK_CHUNK] for at in range(0, len(witness.ink), INK_CHUNK)]
        ink = [(siglum, part[0].start, part[-1].end, codec.dumps(part)) for part in chunks]
        with self._writing() as database:
            data = codec.dumps(replace(witness, ink=()))
            database.execute(
                "INSERT INTO witness VALUES (?, ?, ?) ON CONFLICT (siglum)"
                " DO UPDATE SET how = excluded.how, data = excluded.data",
                (siglum, how, data),
            )
            database.execute("DELETE FROM ink WHERE witness = ?", (siglum,))
            database.executemany("INSERT OR REPLACE INTO ink VALUES (?, ?, ?, ?)", ink)
            database.execute("DELETE FROM emendation WHERE witness = ?", (siglum,))
            database.executemany("INSERT OR REPLACE INTO emendation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def witnesses(self, *, ink: bool = True) -> tuple[Witness, ...]:
        """Return all witnesses; without their ink (much the larger part) if it is not needed."""
        rows = self._database.execute("SELECT data FROM witness ORDER BY rowid").fetchall()
        bare = (codec.loads(Witness, data) for (data,) in rows)
        return tuple(replace(w, ink=self.ink(w.siglum, 0, len(w.text))) if ink else w for w in bare)

    def keep_parallels(self, parallels: Iterable[Witness]) -> None:
        """Keep other texts that readings are taken from, so that the edition can name them; their ink is not kept."""
        rows = [(parallel.siglum, codec.dumps(replace(parallel, ink=()))) for parallel in parallels]
        if rows:
            with self._writing() as database:
                database.executemany("INSERT OR REPLACE INTO parallel VALUES (?, ?)", rows)

    def parallels(self) -> tuple[Witness, ...]:
        """Return the other texts that readings were taken from, in order of siglum."""
        rows = self._database.execute("SELECT data FROM parallel ORDER BY siglum").fetchall()
        return tuple(codec.loads(Witness, data) for (data,) in rows)

    def sigla(self) -> tuple[str, ...]:
        """Return the sigla of all witnesses, in the order they came."""
        return tuple(siglum for (siglum,) in self._database.execute("SELECT siglum FROM witness ORDER BY rowid"))

    def witness(self, siglum: str) -> Witness:
        """Return one witness without its ink.

        Raises:
            KeyError: there is none.
        """
        row = self._database.execute("SELECT data FROM witness WHERE siglum = ?", (siglum,)).fetchone()
        if row is None:
            raise KeyError(siglum)
        return codec.loads(Witness, row[0])

    def pages_read(self, how: str | None = None) -> dict[str, tuple[str, bool]]:
        """Return the names of the pages read (in one way, if asked), each with its source and whether it has lines."""
        rows = self._database.execute(
            "SELECT name, source, json_array_length(data, '$.lines') FROM page WHERE ?1 IS NULL OR how = ?1", (how,)
        )
        return {name: (source, bool(lines)) for name, source, lines in rows}

    def ink(self, siglum: str, start: int, end: int) -> tuple[Ink, ...]:
        """Return what is known from the scan of the words that touch a stretch of a witness."""
        rows = self._database.execute(
            "SELECT data FROM ink WHERE witness = ? AND start < ? AND stop > ? ORDER BY start", (siglum, end, start)
        )
        words = (word for (data,) in rows for word in codec.loads_all(Ink, data))
        return tuple(word for word in words if word.start < end and word.end > start)

    def done(self, siglum: str) -> str | None:
        """Return how a witness was worked on, None if it was not."""
        row = self._database.execute("SELECT how FROM witness WHERE siglum = ?", (siglum,)).fetchone()
        return None if row is None else str(row[0])

    def emendations(self, siglum: str) -> tuple[Emendation, ...]:
        """Return the emendations of a witness in text order."""
        rows = self._database.execute("SELECT data FROM emendation WHERE witness = ? ORDER BY start", (siglum,))
        return tuple(codec.loads(Emendation, data) for (data,) in rows)

    def index(self) -> list[Entry]:
        """Return the index of all emendations, by witness in text order, containers before what is in them."""
        rows = self._database.execute(
            "SELECT witness, start, stop, kind, p, alike, confusion, key FROM emendation"
            " ORDER BY witness, start, stop DESC"
        )
        return list(map(Entry._make, rows))

    def emendation(self, siglum: str, key: str) -> Emendation | None:
        """Return one emendation by its key, None if it is not there any more."""
        row = self._database.execute(
            "SELECT data FROM emendation WHERE witness = ? AND key = ?", (siglum, key)
        ).fetchone()
        return None if row is None else codec.loads(Emendation, row[0])

    def find(self, text: str) -> frozenset[str]:
        """Return the keys of the emendations that have a text in what stands there, in a reading or in a reason."""
        inside = json.dumps(text, ensure_ascii=False)[1:-1]
        for special in "\\%_":
            inside = inside.replace(special, f"\\{special}")
        rows = self._database.execute("SELECT key FROM emendation WHERE data LIKE ? ESCAPE '\\'", (f"%{inside}%",))
        return frozenset(key for (key,) in rows)

    # The log

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Append events, all or none, durable when this returns; give the number of the last event in the log.

        An event that is there already (the same id) is not appended again.
        """
        with self._writing() as database:
            rows = [(decision.id, codec.dumps(decision)) for decision in decisions]
            database.executemany("INSERT OR IGNORE INTO event (id, data) VALUES (?, ?)", rows)
            return int(database.execute("SELECT COALESCE(MAX(seq), 0) FROM event").fetchone()[0])

    def events(self, after: int = 0) -> list[tuple[int, Decision]]:
        """Return the events after a number, with their numbers; this is how another process's decisions are seen."""
        rows = self._database.execute("SELECT seq, data FROM event WHERE seq > ? ORDER BY seq", (after,))
        return [(int(seq), codec.loads(Decision, data)) for seq, data in rows]

    def decisions(self, siglum: str | None = None) -> tuple[Decision, ...]:
        """Return all events in the order they were appended, of one witness if asked."""
        return tuple(event for _, event in self.events() if siglum is None or event.witness == siglum)

    def export_log(self, path: Path) -> int:
        """Write the log as JSON Lines, sorted by id so that two exports merge well; give the number of events."""
        events = sorted(self.decisions(), key=lambda event: event.id)
        path.write_text("".join(codec.dumps(event) + "\n" for event in events), encoding="utf-8")
        return len(events)

    def import_log(self, path: Path) -> int:
        """Append the events of a JSON Lines export that are not there yet; give how many it holds.

        Raises:
            StoreError: a line is no event; nothing is appended then.
        """
        events: list[Decision] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                if line.strip():
                    events.append(codec.loads(Decision, line))
            except (ValueError, json.JSONDecodeError) as error:
                raise StoreError(
                    f"line {number} is no event: {error}", where=path, remedy="mend or remove the line"
                ) from None
        self.decide(events)
        return len(events)


def _brought_up(database: sqlite3.Connection) -> int:
    """Bring a new store, or one of an older version, to this version; give the version it has then."""
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version >= VERSION:
        return version
    for script in [UPGRADES[n] for n in range(version, VERSION)] if version else [SCHEMA]:
        for statement in _statements(script):
            database.execute(statement)
    database.execute(f"PRAGMA user_version={VERSION}")
    return VERSION


def _statements(script: str) -> Iterator[str]:
    """Split the schema into statements (executescript would commit the transaction)."""
    pending = ""
    for line in script.strip().splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
