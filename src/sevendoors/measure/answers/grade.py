"""The grade of an answer by the table of its chance (codebook.md 5, 5.1 and 8)."""

from collections.abc import Callable, Mapping

from sevendoors.core.codes import Cue
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.grade_answering import grade_ask, grade_doubt
from sevendoors.measure.answers.grade_matters import grade_decision, grade_priority
from sevendoors.measure.answers.grade_person import grade_concern, grade_personal
from sevendoors.measure.answers.grade_thread import grade_thread
from sevendoors.measure.answers.verdict import Verdict

TABLES: Mapping[Cue, Callable[[Evidence], Verdict]] = {
    Cue.CONCERN: grade_concern,
    Cue.PRIORITY: grade_priority,
    Cue.THREAD: grade_thread,
    Cue.PERSONAL: grade_personal,
    Cue.ASK: grade_ask,
    Cue.DOUBT: grade_doubt,
    Cue.DECISION: grade_decision,
}


def judge(found: Evidence) -> Verdict:
    """Grade one answer by the table of its chance; no words at all are a miss."""
    return TABLES[found.heard.code](found)
