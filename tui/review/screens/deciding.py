"""What the review and the queue have in common: deciding on the current finding, moving, searching, filtering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from corpus.records import Basis, Kind, PageSpan, Reading, Verdict
from corpus.store import Entry

from ..editing import from_line, to_line
from ..state.diff import Tone
from ..state.filter import Filter, State
from ..view.bulk import Bulk
from ..view.fold import one_line
from .ask import Ask, Choose
from .page import ReviewPage

SURENESS: tuple[tuple[float, float, str], ...] = (
    (0.95, 1.0, "95 % sure and more"),
    (0.5, 0.95, "50 to 95 % sure"),
    (0.0, 0.5, "below 50 %, or nothing proposed"),
)
"""Bands of probability the queue can be cut to."""


class Deciding(ReviewPage):
    """A screen on which the editor decides about the current entry."""

    @property
    def entry(self) -> Entry | None:
        """The current entry."""
        return self.session.current

    def marked(self) -> Reading | None:
        """The reading that is marked."""
        entry = self.entry
        return None if entry is None else self.session.emendation(entry).best

    # Deciding

    def do_accept(self) -> None:
        """Accept the marked reading."""
        entry, reading = self.entry, self.marked()
        if entry is None:
            return
        if reading is None:
            self.review.say(
                "nothing is proposed here: e lets you write a reading, n leaves it as it stands", Tone.DOUBT
            )
            self.update()
            return
        self.review.last = (entry, Verdict.ACCEPT, reading)
        moves = self.session.emendation(entry).finding.move_to is not None
        told = _told(self.session.sic(entry), reading.text, moves=moves)
        self._decided(entry, lambda: self.session.accept(entry, reading), told)

    def do_reject(self) -> None:
        """Leave the text as it stands."""
        entry = self.entry
        if entry is not None:
            sic = one_line(self.session.sic(entry), 40)
            self.review.last = (entry, Verdict.REJECT, None)
            self._decided(entry, lambda: self.session.reject(entry), f"left: “{sic}”")

    def _decided(self, entry: Entry, decide: Callable[[], int], told: str) -> None:
        """Decide, tell what happened and what else it settles, go on."""
        if not self.review.attempt(decide):
            self.update()
            return
        alike = len(self.session.alike(entry)) - 1
        more = [told]
        if alike:
            more.append(f"{alike} alike wait: . does the same" if alike > 1 else "1 alike waits: . does the same")
        touched = self.session.touched(entry)
        if touched and entry.confusion:
            now = self.session.learning.p(entry.confusion, 0.5)
            way = "likelier" if now > 0.5 else "less likely"
            more.append(f"{entry.confusion} {way} in {touched} more")
        self.review.say(" · ".join(more), Tone.GOOD)
        self.review.rank_again()
        if not self.session.advance():
            self.review.say(f"nothing waits any more: X writes the edition · {told}", Tone.GOOD)
        self.moved()

    def moved(self) -> None:
        """Show the current entry after a move."""
        self.update()

    def do_edit(self) -> None:
        """Ask for a reading."""
        entry, reading = self.entry, self.marked()
        if entry is None:
            return
        sic = self.session.sic(entry)
        text = sic if reading is None or not reading.text else reading.text

        def taken(line: str | None) -> None:
            if line is None:
                return
            own = from_line(line, sic, text)
            self.review.last = (entry, Verdict.ACCEPT, Reading(own, 1.0, Basis.EDITOR, "the editor's reading"))
            self._decided(entry, lambda: self.session.edit(entry, own), _told(sic, own))

        self.app.push_screen(Ask("Your reading", to_line(text), "⏎ accept · esc back · empty: it goes"), taken)

    def do_doubtful(self) -> None:
        """Set or take away the doubtful mark."""
        entry = self.entry
        if entry is not None and self.review.attempt(lambda: self.session.mark(entry)):
            marked = self.session.standing(entry).doubtful
            self.review.say("marked for a second look" if marked else "no longer doubtful", Tone.DOUBT)
        self.update()

    def do_comment(self) -> None:
        """Ask for a comment."""
        entry = self.entry
        if entry is None:
            return

        def said(line: str | None) -> None:
            if line and self.review.attempt(lambda: self.session.comment(entry, line)):
                self.review.say("comment kept", Tone.GOOD)
            self.update()

        self.app.push_screen(Ask("Comment", to_line(self.session.standing(entry).comment)), said)

    def do_accept_alike(self) -> None:
        """Show all places alike before accepting."""
        reading = self.marked()
        if self.entry is not None and reading is not None:
            self.review.show_bulk(Bulk(self.session.alike(self.entry), Verdict.ACCEPT, reading))

    def do_reject_alike(self) -> None:
        """Show all places alike before leaving them."""
        if self.entry is not None:
            self.review.show_bulk(Bulk(self.session.alike(self.entry), Verdict.REJECT))

    def do_again(self) -> None:
        """Show the places alike to the last decision before deciding them too."""
        if self.review.last is None:
            self.review.say("nothing was decided yet")
            self.update()
            return
        entry, verdict, reading = self.review.last
        others = self.session.alike(entry)[1:]
        if others:
            self.review.show_bulk(Bulk(others, verdict, reading))
        else:
            self.review.say("nothing alike waits")
            self.update()

    def do_name(self) -> None:
        """Leave the name, and its like, and remember it."""
        self._right(Basis.NAME, "name")

    def do_good(self) -> None:
        """Leave the word, and its like, and remember it."""
        self._right(Basis.LANGUAGE, "good word")

    def _right(self, basis: Basis, noun: str) -> None:
        entry = self.entry
        if entry is None:
            return
        same = self.session.same_text(entry)
        sic = one_line(self.session.sic(entry), 40)
        why = f"{noun}: {sic}"
        if len(same) > 1:
            self.review.show_bulk(Bulk(same, Verdict.REJECT, None, why, basis))
        else:
            self._decided(
                entry, lambda: self.session.reject(entry, why=why, basis=basis), f"“{sic}” is a {noun} and right"
            )

    # Moving

    def do_next(self) -> None:
        """Go to the next that waits."""
        self._step(self.session.step(1), "nothing waits further down")

    def do_previous(self) -> None:
        """Go to the previous that waits."""
        self._step(self.session.step(-1), "nothing waits further up")

    def do_next_any(self) -> None:
        """Go to the next."""
        self._step(self.session.step(1, undecided=False), "that was the last")

    def do_previous_any(self) -> None:
        """Go to the previous."""
        self._step(self.session.step(-1, undecided=False), "that was the first")

    def _step(self, moved: bool, otherwise: str) -> None:
        self.review.say("" if moved else otherwise)
        self.moved()

    def do_next_change(self) -> None:
        """Go to the next accepted change."""
        self._change(1)

    def do_previous_change(self) -> None:
        """Go to the previous accepted change."""
        self._change(-1)

    def _change(self, by: int) -> None:
        session, at = self.session, self.session.at + by
        while 0 <= at < len(session.queue):
            if session.state(session.queue[at]) is State.ACCEPTED:
                session.go(at)
                self._step(True, "")
                return
            at += by
        self._step(False, "no more changes that way")

    def do_first(self) -> None:
        """Go to the first."""
        self.session.go(0)
        self.moved()

    def do_last(self) -> None:
        """Go to the last."""
        self.session.go(len(self.session.queue) - 1)
        self.moved()

    def do_go(self) -> None:
        """Ask where to go."""

        def went(line: str | None) -> None:
            if line:
                self.review.say("" if self._goes(line.strip()) else f"there is nothing at “{line}”", Tone.DOUBT)
            self.moved()

        self.app.push_screen(Ask("Go to", "", "a line (31), a page (p2), a finding (#12)"), went)

    def _goes(self, line: str) -> bool:
        session = self.session
        kind, number = (line[0], line[1:]) if line[:1] in "#pP" else ("", line)
        if kind == "#" and number.isdigit():
            session.go(int(number) - 1)
            return True
        here = session.current
        witness = session.witnesses[here.witness if here else next(iter(session.witnesses))]
        if kind in ("p", "P"):
            spans = [s for n, s in enumerate(witness.pages, 1) if str(n) == number or s.page == number]
            if not spans:
                return False
            offset = spans[0].start
        elif number.isdigit():
            lines = witness.text.split("\n")
            offset = sum(len(text) + 1 for text in lines[: max(0, int(number) - 1)])
        else:
            return False
        found = next((n for n, e in enumerate(session.queue) if (e.witness, e.start) >= (witness.siglum, offset)), None)
        if found is None:
            return False
        session.go(found)
        return True

    # Searching and filtering

    def do_search(self) -> None:
        """Ask for a text to look for."""

        def looked(line: str | None) -> None:
            if line is not None:
                self._filtered(replace(self.session.filter, text=line), f"“{line}”" if line else "all")

        self.app.push_screen(Ask("Search", self.session.filter.text, "⏎ search · empty: all · esc back"), looked)

    def do_filter(self) -> None:
        """Ask what to show."""
        counts = self.session.counts
        states = {state: sum(n for (_, s), n in counts.items() if s is state) for state in State}
        kinds = {kind: sum(n for (k, _), n in counts.items() if k == kind) for kind in Kind}
        choices = [("", "everything")]
        choices += [(f"state {state}", f"{state} ({n})") for state, n in states.items() if n]
        choices += [("doubtful", f"doubtful ({self.session.doubtful})")] if self.session.doubtful else []
        choices += [(f"p {low} {high}", told) for low, high, told in SURENESS]
        page = self._page()
        choices += [("page", f"this page ({page.page})")] if page else []
        choices += [(f"kind {kind}", f"{kind} ({n})") for kind, n in kinds.items() if n]

        def chosen(name: str | None) -> None:
            if name is None:
                return
            word, _, value = name.partition(" ")
            text = self.session.filter.text
            if word == "state":
                wanted = Filter(states=frozenset({State(value)}), text=text)
            elif word == "kind":
                wanted = Filter(kinds=frozenset({Kind(value)}), text=text)
            elif word == "p":
                low, high = map(float, value.split())
                wanted = Filter(p=(low, high), text=text)
            elif word == "page" and page is not None and self.entry is not None:
                wanted = Filter(span=(self.entry.witness, page.start, page.end), text=text)
            else:
                wanted = Filter(doubtful=word == "doubtful", text=text if word else "")
            self._filtered(wanted, dict(choices)[name].partition(" (")[0])

        self.app.push_screen(Choose("Show", choices), chosen)

    def _page(self) -> PageSpan | None:
        """Return the page the current entry is on."""
        entry = self.entry
        if entry is None:
            return None
        pages = self.session.witnesses[entry.witness].pages
        return next((page for page in pages if page.start <= entry.start < page.end), None)

    def _filtered(self, wanted: Filter, told: str) -> None:
        self.review.arrange(wanted, None, told)


def _told(sic: str, text: str, *, moves: bool = False) -> str:
    if not text:
        return f"{'moves' if moves else 'goes'}: “{one_line(sic, 40)}”"
    return f"taken: “{one_line(sic, 30)}” → “{one_line(text, 30)}”"
