"""The review line by line: the same questions on any terminal, through a pipe, for a screen reader.

Every question is a few lines of plain text, every answer a word or its first letter and a line end; nothing moves on
the screen. Escape sequences are never written, and no sign is needed to tell what changed: it is said in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

from corpus.errors import CorrigendaError
from corpus.figures import percent
from corpus.kinds import row_of
from corpus.records import Basis, Emendation, Reading
from corpus.store import Entry

from ..screen import visible
from .editing import from_line, to_line
from .state.filter import State
from .state.session import ReviewSession
from .view.place import page_name
from .view.reader import TextReader, likely_kind

AROUND = 70
"""Code points of context on either side."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What may be answered: a letter, what it means, and the method that does it."""

    letter: str
    word: str
    help: str


ANSWERS: tuple[Answer, ...] = (
    Answer("y", "yes", "accept the first reading"),
    Answer("n", "no", "leave the text as it stands"),
    Answer("1", "2, 3 …", "accept that reading"),
    Answer("e", "edit", "write a reading of your own: e TEXT, or e alone and then the text"),
    Answer("a", "all", "accept wherever the same is asked, after the list"),
    Answer("d", "none", "leave wherever the same is asked, after the list"),
    Answer("k", "known", "the word is right: leave it and its like, and keep it in mind"),
    Answer("w", "words", "a finding of your own: w WORDS that stand in the text, and then your reading"),
    Answer("?", "doubtful", "set or take away the doubtful mark"),
    Answer("c", "comment", "say something about it: c TEXT"),
    Answer("s", "skip", "go to the next without deciding"),
    Answer("b", "back", "go to the previous one"),
    Answer("m", "more", "more context"),
    Answer("u", "undo", "take back the last decision"),
    Answer("r", "redo", "do again what was undone"),
    Answer("h", "help", "this list"),
    Answer("q", "quit", "quit; every decision is kept"),
)
"""Every answer."""


class PlainReview:
    """Asks about what waits, line by line."""

    def __init__(self, session: ReviewSession, source: TextIO, sink: TextIO) -> None:
        self._session = session
        self._source = source
        self._sink = sink

    def run(self) -> None:
        """Ask until nothing waits, the editor quits, or the input ends."""
        session = self._session
        self._say(f"{session.waiting} of {len(session.entries)} findings wait. h and return: help.")
        current = session.current
        if current is not None and session.state(current) is not State.WAITING and not session.advance():
            current = None
        if not session.waiting or current is None:
            self._say("Nothing waits.")
            return
        self._question()
        while True:
            self._write("? ")
            line = self._source.readline()
            if not line or not self._answer(line.strip()):
                break
        self._say(f"{session.waiting} wait. Every decision is kept.")

    # Asking

    def _question(self, around: int = AROUND) -> None:
        session, entry = self._session, self._session.current
        if entry is None:
            return
        emendation = session.emendation(entry)
        text = session.witnesses[entry.witness].text
        before = _flat(text[max(0, entry.start - around) : entry.start])
        after = _flat(text[entry.stop : entry.stop + around])
        place = " · ".join(filter(None, (f"line {session.line(entry)}", page_name(session, entry))))
        self._say("")
        self._say(f"{session.at + 1} of {len(session.queue)}, {row_of(entry.kind).name}, {place}")
        self._say(f"  {before} [[{to_line(session.sic(entry))}]] {after}")
        for number, reading in enumerate(emendation.readings[:9], 1):
            told = f"{_said(emendation, reading)}, {percent(reading.p)}"
            self._say(f"  {number}: {told}, {reading.basis}: {reading.evidence}")
        if not emendation.readings:
            self._say("  nothing is proposed")
        if emendation.finding.reason:
            self._say(f"  why: {emendation.finding.reason}")
        standing = session.standing(entry)
        if standing.decision is not None:
            self._say(f"  decided: {session.state(entry)} by {standing.decision.by}")
        if standing.doubtful:
            self._say("  marked doubtful")
        if standing.comment:
            self._say(f"  comment: {standing.comment}")

    # Answering

    def _answer(self, line: str) -> bool:
        """Do what was answered; False to stop."""
        letter, rest = line[:1].casefold(), line[1:].strip()
        if letter in ("e", "c") and rest.startswith(("dit ", "omment ")):
            rest = rest.partition(" ")[2]
        entry = self._session.current
        if letter == "q":
            return False
        if letter == "h" or entry is None:
            for answer in ANSWERS:
                self._say(f"  {answer.letter} ({answer.word}): {answer.help}")
            return True
        try:
            return self._do(letter, rest, entry)
        except (CorrigendaError, ValueError) as error:
            self._say(f"not done: {error}")
            return True

    def _do(self, letter: str, rest: str, entry: Entry) -> bool:
        """Carry out an answer; give whether the review goes on."""
        session = self._session
        decisions: dict[str, Callable[[], bool]] = {
            "y": lambda: bool(session.accept(entry)) and self._on(),
            "n": lambda: bool(session.reject(entry)) and self._on(),
            "e": lambda: self._edit(entry, rest),
            "w": lambda: self._own(entry, rest),
            **{one: lambda: self._alike(entry, letter) for one in "adk"},
            **{str(number): lambda: self._reading(entry, int(letter)) for number in range(10)},
        }
        others: dict[str, Callable[[], None]] = {
            "?": lambda: self._say("marked doubtful" if session.mark(entry) else "no longer doubtful"),
            "c": lambda: session.comment(entry, rest or self._ask("comment: ")),
            "s": self._skip,
            "b": self._back,
            "m": lambda: self._question(8 * AROUND),
            "u": lambda: self._again(session.undo(), "taken back"),
            "r": lambda: self._again(session.redo(), "done again"),
        }
        if letter in decisions:
            return decisions[letter]()
        others.get(letter, lambda: self._say("h and return: help"))()
        return True

    def _reading(self, entry: Entry, number: int) -> bool:
        readings = self._session.emendation(entry).readings
        if not 0 < number <= len(readings):
            self._say(f"there is no reading {number}")
            return True
        return bool(self._session.accept(entry, readings[number - 1])) and self._on()

    def _skip(self) -> None:
        if not self._session.step(1):
            self._say("nothing waits further down")
        self._question()

    def _back(self) -> None:
        self._session.step(-1, undecided=False)
        self._question()

    def _again(self, done: int, told: str) -> None:
        self._say(f"{done} {told}")
        self._question()

    def _edit(self, entry: Entry, rest: str) -> bool:
        session = self._session
        text = rest or self._ask("your reading (a single - deletes): ")
        if not text:
            self._say("not changed")
            return True
        session.edit(entry, "" if text == "-" else from_line(text, session.sic(entry)))
        return self._on()

    def _alike(self, entry: Entry, letter: str) -> bool:
        session = self._session
        alike = session.same_text(entry) if letter == "k" else session.alike(entry)
        for other in alike:
            text = session.witnesses[other.witness].text
            before, after = (
                _flat(text[max(0, other.start - 30) : other.start]),
                _flat(text[other.stop : other.stop + 30]),
            )
            self._say(f"  line {session.line(other)}: {before} [[{to_line(session.sic(other))}]] {after}")
        verb = "accept" if letter == "a" else "leave"
        if not self._ask(f"{verb} in these {len(alike)} places, yes or no? ").casefold().startswith("y"):
            self._say("not done")
            return True
        if letter == "a":
            session.accept(entry, others=alike[1:])
        elif letter == "k":
            why = f"good word: {to_line(session.sic(entry))}"
            session.reject(entry, others=alike[1:], why=why, basis=Basis.LANGUAGE)
        else:
            session.reject(entry, others=alike[1:])
        return self._on()

    def _own(self, entry: Entry, words: str) -> bool:
        """Ask for a reading of words that nothing points at, where they stand next after the current finding."""
        reader = TextReader(self._session, entry.witness)
        reader.go(entry.start)
        if not reader.find(words):
            self._say(f"the text has no “{words}”" if words else "w and the words as they stand in the text")
            return True
        start, end = reader.selected
        text = reader.text
        before, after = _flat(text[max(0, start - AROUND) : start]), _flat(text[end : end + AROUND])
        self._say(f"  {before} [[{to_line(text[start:end])}]] {after}")
        line = self._ask("your reading (a single - deletes, nothing goes back): ")
        if not line:
            self._say("not changed")
            return True
        own = "" if line == "-" else from_line(line, text[start:end])
        kind = likely_kind(text[start:end], own)
        why = self._ask(f"why ({kind}): ")
        self._session.emend(
            entry.witness, start, end, Reading(own, 1.0, Basis.EDITOR, why or "the editor's reading"), kind
        )
        self._say("taken")
        return True

    def _on(self) -> bool:
        self._session.refresh()
        if not self._session.advance():
            self._say("Nothing waits any more.")
            return False
        self._question()
        return True

    # Writing

    def _ask(self, question: str) -> str:
        self._write(question)
        return self._source.readline().strip()

    def _say(self, line: str) -> None:
        self._write(f"{line}\n")

    def _write(self, text: str) -> None:
        """Write, what the terminal cannot show replaced."""
        encoding = self._sink.encoding or "utf-8"
        self._sink.write(visible(text).encode(encoding, "backslashreplace").decode(encoding))
        self._sink.flush()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _said(emendation: Emendation, reading: Reading) -> str:
    if reading.text:
        return f"“{to_line(reading.text)}”"
    return "move it" if emendation.finding.move_to is not None else "delete it"
