"""The tab where staff prepare the answer to a paper: what the documents hold for each of its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.access import NotSignedIn
from assistant.brief.bench import Bench
from assistant.brief.store import Briefs
from assistant.incoming.uploads import size_limit
from corpus.errors import CouncilError
from ui.here import Event, Here, Updates
from ui.html import html
from ui.shell import QUIET, Shell, pressed
from ui.texts import Texts
from ui.workbench.brief import Changes, brief
from ui.workbench.desk import Desk
from ui.workbench.editing import Unreadable, after, edited, ready
from ui.workbench.fields import added
from ui.workbench.paper import form
from ui.workbench.preview import folded, preview
from ui.workbench.progress import working
from ui.workbench.reading import line, read
from ui.workbench.run import Run, Work
from ui.workbench.start import Open, start

_EDITS = ("add", "remove", "join", "split")
_READS = ("paste", "paper", "choose")


class WorkbenchView:
    """A desk for each page: the start, a paper, the work, a brief. Briefs are a user's own, and kept when made."""

    name = "workbench"
    staff_only = True

    def __init__(self, briefs: Briefs, bench: Bench) -> None:
        self._briefs, self._bench = briefs, bench
        self._runs: dict[str, Run] = {}

    def build(self, texts: Texts) -> None:
        """Makes the components; nothing of users is in them before somebody of the staff looks."""
        self.desk = gr.State(Desk())
        self.page = html("", "workbench", "workbench.js")
        self.draft = html("", "workbench-draft", "preview.js")

    def connect(self, shell: Shell) -> None:
        """Ties presses and forms; the work is watched by itself, so that it can be stopped meanwhile."""

        def press(event: gr.EventData, desk: Desk, language: str, request: gr.Request) -> Any:
            here = _staff(shell.here(request, language))
            fresh = self.turned(here, pressed(event), desk)
            # The page alone is drawn anew where the desk is the same; the preview is asked for by itself.
            draft = gr.skip() if fresh == desk else self.folded(here, fresh)
            return fresh, self.drawn(here, fresh), draft

        def begin(event: gr.EventData, desk: Desk, language: str, request: gr.Request) -> Iterator[Any]:
            here = _staff(shell.here(request, language))
            for fresh, page in self.begun(here, pressed(event), desk, str(request.session_hash)):
                yield fresh, page, self.folded(here, fresh)

        def again(desk: Desk, language: str, request: gr.Request) -> Iterator[Any]:
            here = _staff(shell.here(request, language))
            for fresh, page in self.refreshed(here, desk, str(request.session_hash)):
                yield fresh, page, self.folded(here, fresh)

        def stop(language: str, request: gr.Request) -> None:
            self.stop(str(request.session_hash))

        def looked_at(desk: Desk, language: str, request: gr.Request) -> Any:
            here = shell.here(request, language)
            return self.drawn(here, desk) if here.user.staff and desk == Desk() else gr.skip()

        def unfolded(desk: Desk, language: str, request: gr.Request) -> str:
            return self.previewed(_staff(shell.here(request, language)), desk)

        whole, given = [self.desk, self.page, self.draft], [self.desk, shell.language]
        self.page.submit(shell.told(press), given, whole, **QUIET)
        self.page.apply(shell.told(begin), given, whole, **QUIET)
        self.page.retry(shell.told(again), given, whole, **QUIET)
        self.draft.submit(shell.told(unfolded), given, self.draft, **QUIET)
        self.page.stop(shell.told(stop), [shell.language], None, **QUIET)
        shell.tabs.select(shell.told(looked_at), given, self.page, **QUIET)
        shell.leads(self.page)
        shell.leads(self.draft)

    @property
    def inputs(self) -> Sequence[Any]:
        """What lies on the desk."""
        return [self.desk]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The desk, in the language."""
        return {self.page: self.drawn(here, values[0]), self.draft: self.folded(here, values[0])}

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """`?view=workbench` opens the tab, with `brief=ID` one of the user's briefs in it."""
        if query.get("view") != self.name:
            return None
        if not query.get("brief"):
            return {}
        desk = self._opened(here, query["brief"])
        return {self.desk: desk, self.page: self.drawn(here, desk), self.draft: self.folded(here, desk)}

    def turned(self, here: Here, data: Mapping[str, Any], desk: Desk) -> Desk:
        """The desk after a press or a form."""
        act, of = str(data.get("act") or ""), str(data.get("id") or "")
        if act in _READS:
            return self._read(here, act, data)
        if act in _EDITS and desk.paper is not None:
            return after(act, data, desk.paper, here.texts)
        if act == "open":
            return self._opened(here, of)
        if act == "again":
            return desk
        if act == "delete":
            self._briefs.delete(here.user, of)
        return Desk(every=act == "all")

    def _read(self, here: Here, act: str, data: Mapping[str, Any]) -> Desk:
        """The paper, with a question to write where it asks nothing."""
        try:
            paper = read(act, data, here.service, self._bench)
        except CouncilError as error:
            return Desk(said=line(error, here.texts))
        return Desk(paper=paper) if paper.questions else Desk(paper=added(paper), unasked=True)

    def folded(self, here: Here, desk: Desk) -> str:
        """The folded preview of the open brief; "" while there is none."""
        shown = desk.brief and desk.step is None and self._briefs.open(here.user, desk.brief)
        return folded(desk.brief, here.texts) if shown else ""

    def previewed(self, here: Here, desk: Desk) -> str:
        """The draft of the open brief, with what is chosen now."""
        found = self._briefs.open(here.user, desk.brief) if desk.brief and desk.step is None else None
        return preview(found.id, self._bench.preview(here.service, found), here.texts) if found else ""

    def stop(self, session: str) -> None:
        """Ends the work of a page before its next question."""
        run = self._runs.get(session)
        if run is not None:
            run.stop()

    def _opened(self, here: Here, of: str) -> Desk:
        found = self._briefs.open(here.user, of)
        return Desk(brief=of) if found else Desk(said=here.texts("workbench.gone"))

    def begun(self, here: Here, data: Mapping[str, Any], desk: Desk, session: str) -> Iterator[Any]:
        """The page while a brief is made."""
        if desk.paper is None:
            yield self._both(here, Desk())
            return
        try:
            paper = ready(desk.paper, data)
        except Unreadable as error:
            now = edited(desk.paper, data)
            yield self._both(here, Desk(paper=now, said=here.texts(str(error)), unasked=desk.unasked))
            return
        work = Work(
            paper=paper,
            make=lambda told: self._bench.make(here.service, paper, told),
            going=lambda step: Desk(paper=paper, step=step, title=paper.title),
            made=lambda brief: Desk(brief=brief.id),
            stopped=lambda line: Desk(paper=paper, said=line),
            said="workbench.stopped",
        )
        yield from self._worked(here, session, work)

    def refreshed(self, here: Here, desk: Desk, session: str) -> Iterator[Any]:
        """The page while a brief is refreshed."""
        old = self._briefs.open(here.user, desk.brief)
        if old is None:
            yield self._both(here, Desk(said=here.texts("workbench.gone")))
            return
        work = Work(
            paper=old.paper,
            make=lambda told: self._bench.refresh(here.service, old, told),
            going=lambda step: Desk(brief=old.id, step=step, title=old.paper.title),
            made=lambda fresh: Desk(brief=fresh.id, changes=Changes.between(old, fresh)),
            stopped=lambda line: Desk(brief=old.id, said=line),
            said="workbench.stopped_again",
        )
        yield from self._worked(here, session, work)

    def _worked(self, here: Here, session: str, work: Work) -> Iterator[Any]:
        """The page as the work goes on; what it makes is kept though nobody watches any more."""
        if session in self._runs:
            gr.Info(here.texts("workbench.work.busy"), title="")
            return
        run = self._runs[session] = Run(work, lambda made: self._briefs.save(here.user, made, here.user.level))
        try:
            for step in run.watch():
                yield self._both(here, work.going(step))
        except CouncilError as error:
            yield self._both(here, work.stopped(line(error, here.texts)))
            return
        finally:
            del self._runs[session]
        if run.brief is not None:
            yield self._both(here, work.made(run.brief))
        else:
            told = here.texts(work.said, done=run.step.done, total=run.step.total)
            yield self._both(here, work.stopped(told))

    def _both(self, here: Here, desk: Desk) -> tuple[Desk, str]:
        return desk, self.drawn(here, desk)

    def drawn(self, here: Here, desk: Desk) -> str:
        """The desk as HTML."""
        t = here.texts
        if desk.step is not None:
            step = desk.step
            return working(step.done, step.total, step.now, desk.title, t, again=bool(desk.brief))
        if desk.paper is not None:
            return form(desk.paper, t, desk.said, unasked=desk.unasked)
        found = self._briefs.open(here.user, desk.brief) if desk.brief else None
        if found is not None:
            outdated = found.state != self._bench.state(here.service)
            return brief(found, t, outdated=outdated, changes=desk.changes, said=desk.said, limit=size_limit())
        waiting = Open.among(here.service.cases())
        return start(waiting, self._briefs.listed(here.user), size_limit(), t, every=desk.every, said=desk.said)


def _staff(here: Here) -> Here:
    """The same look, of somebody of the staff; raises `NotSignedIn` for anybody else."""
    if not here.user.staff:
        raise NotSignedIn("Sign in as staff, at /login.")
    return here
