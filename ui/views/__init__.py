"""The tabs of the page, in their order. A new one is a module with a class like `base.View`, named here."""

from __future__ import annotations

from assistant.server import Server
from ui.stores import Stores
from ui.views.ask import AskView
from ui.views.base import View
from ui.views.cases import CasesView
from ui.views.commitments import CommitmentsView
from ui.views.documents import DocumentsView
from ui.views.people import PeopleView
from ui.views.quality import QualityView
from ui.views.workbench import WorkbenchView


def views(server: Server) -> list[View]:
    """Every tab, made anew for a page."""
    stores = Stores(server.feedback, server.kept, server.folder)
    return [
        AskView(stores),
        CasesView(),
        PeopleView(),
        CommitmentsView(),
        DocumentsView(),
        WorkbenchView(server.briefs, server.bench),
        QualityView(stores),
    ]
