"""The one point of a long decision that a question is about."""

from __future__ import annotations

import re

from assistant.citations import MAX_SHOWN
from assistant.drafts import Support
from assistant.reader import Reader
from assistant.topic import LEAST, Topic
from assistant.understanding.question import Understanding
from corpus.records import Act, ActKind, Document

FEW = 0.5  # of the share of the point meant that another may hold of the topic
_NUMBER = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(?=\S)", re.MULTILINE)


def place(act: Act, document: Document, asked: Understanding, reader: Reader) -> Support:
    """Where an act stands, as it is quoted: of a decision too long to be shown whole, the point that is meant.

    That is one which alone holds the topic and says by itself what was decided: the points of a list that a sentence
    leads into ("Följande motioner remitteras:") do not, and the whole stands then.
    """
    whole = Support(document, act.span.start, act.span.end, act)
    if act.kind is not ActKind.DECISION or len(whole.quote) <= MAX_SHOWN or not asked.topic:
        return whole
    starts = [match.end() for match in _NUMBER.finditer(whole.quote)]
    cuts = [match.start() for match in _NUMBER.finditer(whole.quote)]
    if not starts or whole.quote[: cuts[0]].rstrip().endswith(":"):
        return whole
    points = list(zip([0, *starts], [*cuts, len(whole.quote)], strict=True))
    topic = Topic(reader, asked.topic, asked.language)
    shares = [topic.share(whole.quote[start:end]) for start, end in points]
    best = max(shares)
    if best < LEAST or sum(share > FEW * best for share in shares) > 1:
        return whole
    start, end = points[shares.index(best)]
    words = whole.quote[start:end].rstrip()
    return Support(document, act.span.start + start, act.span.start + start + len(words), act)
