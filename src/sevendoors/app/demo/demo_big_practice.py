"""What the invented team believed, knew and practised."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection

from sevendoors.app.base.place import stamp
from sevendoors.app.demo.demo_big_team import Team
from sevendoors.app.demo.demo_big_truth import EASY
from sevendoors.app.practice.judging import questions
from sevendoors.app.practice.scenes import kin, own_scene
from sevendoors.app.reading.keeping import kept_talk
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.core.kept import KeptMoment
from sevendoors.practice.drills import Scene
from sevendoors.practice.schedule import Spaced
from sevendoors.store import calls, moments

_SCENES = TypeAdapter(tuple[Scene, ...])
_CARDS = 5  # of each seller's newest missed moments
Rows = dict[str, list[dict[str, Any]]]


def practised(
    connection: Connection, team: Team, number: int, own: Any, dice: Random, rows: Rows
) -> None:
    """Write one seller's guesses about themselves, answers to questions, and drills."""
    end = datetime.combine(team.day(team.size.days), datetime.min.time(), tzinfo=UTC)
    able = 1 / (1 + np.exp(-(team.truth.able[number] + EASY)))
    if number % 4 != 3:
        _believed(team, number, able, end, dice, rows)
    if number % 5 != 4:
        _answered(team, number, dice, end, rows)
    _drilled(connection, team, number, own, dice, end, rows)


def _believed(team: Team, number: int, able: Any, end: datetime, dice: Random, rows: Rows) -> None:
    """Believe about two of ten too much, as most do; some too little."""
    too_much = dice.gauss(1.5, 1.3)
    for place, code in enumerate(CHANCES):
        of_ten = min(10, max(0, round(10 * float(able[place]) + too_much + dice.gauss(0, 0.8))))
        at = stamp(end - timedelta(days=150 + number))
        rows["belief"].append({"person_id": team.sellers[number], "at": at, "kind": str(code),
                               "of_ten": float(of_ten)})  # fmt: skip


def _answered(team: Team, number: int, dice: Random, end: datetime, rows: Rows) -> None:
    """Answer the questions of one form: what is known lies closer together than what is done."""
    knows = dice.gauss(0.72, 0.08)
    for item, one in questions().items():
        if one.form != ("A", "B")[number % 2]:
            continue
        grades = [option.grade for option in one.options]
        wanted = Grade.OPENED if dice.random() < knows else dice.choice((Grade.NOTED, Grade.TAKEN))
        choice = grades.index(wanted) if wanted in grades else 0
        rows["knowledge"].append({
            "person_id": team.sellers[number], "at": stamp(end - timedelta(days=140 + number)),
            "form": one.form, "item": item, "kind": str(one.kind), "choice": choice,
            "points": int(grades[choice]) / int(Grade.OPENED),
        })  # fmt: skip


def _drilled(
    connection: Connection, team: Team, number: int, own: Any, dice: Random, end: datetime, rows: Rows
) -> None:  # fmt: skip
    calendar = Spaced()
    made = 0
    for name, _, _ in reversed(own):
        missed = [m for m in moments.moments_of(connection, name, None) if m.grade == Grade.MISSED]
        if not missed:
            continue
        talk, _ = calls.talk_of(connection, name)
        scene = own_scene(kept_talk(talk), missed[0])
        _card(team, number, made, missed[0], scene, calendar, dice, end, rows)
        made += 1
        if made == _CARDS:
            return


def _card(
    team: Team, number: int, place: int, moment: KeptMoment, scene: Scene, calendar: Spaced,
    dice: Random, end: datetime, rows: Rows,
) -> None:  # fmt: skip
    """Write one card with its attempts so far."""
    card = 1 + number * _CARDS + place
    scenes = (scene, *kin(scene))
    at = end - timedelta(days=30 - 4 * place, hours=-9)
    memory, due = "", at
    for step in range(dice.choice((0, 1, 2, 2, 3))):
        if due > end - timedelta(days=1):
            break
        shown = scenes[step % len(scenes)]
        grade = Grade(min(3, dice.choice((0, 1, 2)) + (step > 0)))
        reply = shown.better if grade >= Grade.TAKEN else "I see. Let me show you how that works."
        rows["drill_attempt"].append({
            "card_id": card, "at": stamp(due), "variant": shown.variant, "grade": int(grade),
            "first": 1, "reply": reply,
        })  # fmt: skip
        memory, due = calendar.next(memory, grade, due, card)
    rows["drill_card"].append({
        "id": card, "person_id": team.sellers[number], "call_id": moment.call,
        "moment_id": moment.id, "kind": moment.code, "scenes": _SCENES.dump_json(scenes).decode(),
        "due": stamp(due), "memory": memory, "rested": None, "made": stamp(at),
    })  # fmt: skip
