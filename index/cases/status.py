"""How a case stands."""

from __future__ import annotations

from corpus.records import ActKind, Form, Genre
from index.cases.linking import Cluster
from index.cases.nodes import ASKING, Node
from index.cases.records import ANSWERED, OPEN

_PUT_OFF = (Form.ADJOURNED, Form.REFERRED_BACK)


def status(cluster: Cluster, kind: Genre | None, answered: bool) -> str:
    """ "answered" where a question of it has an answer, else how it was last decided on, else "open".

    A body's decision to note something ends nothing that was decided before. A decision that is none of the forms
    carries out what was proposed: in a matter of the body's own that is "approved"; of a member's paper it tells
    nothing ("Motionen remitteras").
    """
    if kind in ASKING and (answered or _replied(cluster)):
        return ANSWERED
    last: str = OPEN
    for node in sorted(cluster.nodes, key=_in_time):
        form: str | None = _decided(node)
        if form is None and last in _PUT_OFF and _proposed(node):
            form = OPEN  # it is no longer put off, and up to the body above
        if form is None and kind is None and any(act.kind is ActKind.DECISION for act in node.acts):
            form = Form.APPROVED
        if node.line is not None and node.line.withdrawn:
            form = Form.WITHDRAWN
        if form is not None and (form != Form.NOTED or last == OPEN):
            last = form
    return last


def _proposed(node: Node) -> bool:
    """Whether a board has proposed something to the body above, in an item of its minutes."""
    return node.section is not None and any(act.kind is ActKind.PROPOSAL for act in node.acts)


def _decided(node: Node) -> str | None:
    """The form of the last decision of a part; one that only notes something counts where there is no other."""
    forms = [act.form for act in node.acts if act.kind is ActKind.DECISION and act.form is not None]
    told = [form for form in forms if form != Form.NOTED]
    return (told or forms)[-1] if forms else None


def _replied(cluster: Cluster) -> bool:
    """Whether somebody answers in the case, be it without a question that the answer is tied to."""
    if any(node.genre is Genre.INTERPELLATION_ANSWER for node in cluster.nodes):
        return True
    acts = [act for node in cluster.nodes for act in node.acts]
    closed = any(act.kind is ActKind.DECISION and act.form == Form.CONSIDERED_ANSWERED for act in acts)
    return closed or any(act.kind is ActKind.ANSWER for act in acts)


def _in_time(node: Node) -> tuple[bool, str]:
    """By day; what has no day comes first, so that it is never taken for the last word."""
    return (node.date is not None, node.day)
