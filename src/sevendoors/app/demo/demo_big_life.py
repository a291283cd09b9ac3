"""What people of the invented team did with their calls: guessed, released, practised, agreed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import numpy as np
from sqlalchemy import Connection

from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.demo.demo import LEADER
from sevendoors.app.demo.demo_big_practice import practised
from sevendoors.app.demo.demo_big_team import Team
from sevendoors.app.demo.demo_big_truth import COACHED, COACHED_AT, COACHED_IN, IDLE, IDLE_IN
from sevendoors.app.team.skill_of_month import choose_skill
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.store import accounts, assignments, bulk, calls, moments

MONTH = "listening"
_QUIET = 3  # every third seller lets nothing be seen
_RELEASED, _ONLY_COACH, _GUESSED, _NOT_LOOKED_AT = 0.75, 0.08, 0.55, 3
_ASKED = 0.35
_COMMENTS = (
    "This is the question I would keep.", "Let us listen to this one together on Monday.",
    "You stayed with it although the next page was ready. Good.",
    "I would not have heard that. Well done.",
)  # fmt: skip
_DISPUTES = (
    "I came back to it in the mail that evening.", "We had talked about that before the call.",
    "That was said as a joke between us.",
)  # fmt: skip
_NOTES = (
    "I nearly went on with the next page.", "The second sentence is what made the difference.",
    "It took a breath before I asked.", "I asked because it was said so quietly.",
    "That question found the real reason.", "",
)  # fmt: skip
_FOR_BUYERS = (
    (1, "coaching", "curiosity", -40, None), (3, "drill", "PRIORITY", -30, 14),
    (5, "buyer", "marta-oliveira", -6, 8), (0, "drill", "THREAD", -5, 9),
    (9, "coaching", "value", 4, None), (12, "drill", "CONCERN", -8, 6),
)  # fmt: skip
Rows = dict[str, list[dict[str, Any]]]


def live(place: Place, connection: Connection, team: Team, dice: Random) -> None:
    """Let everybody have done what people do with their calls."""
    rows: Rows = {name: [] for name in ("release", "guess", "mark", "example", "pulse", "belief", "knowledge", "drill_card", "drill_attempt")}  # fmt: skip
    for number, who in enumerate(team.sellers):
        own = calls.sold_by(connection, who)
        _guesses(connection, who, own, dice, rows)
        if number % _QUIET != 1:
            _let_see(connection, team, who, own, dice, rows)
        practised(connection, team, number, own, dice, rows)
    _examples(connection, team, dice, rows)
    _asked_buyers(connection, team, dice, rows)
    bulk.add_rows(connection, rows)
    _agreed(place, connection, team)


def _at(day: date, hour: int = 17) -> str:
    return f"{day.isoformat()}T{hour:02}:00:00.000000Z"


def _guesses(connection: Connection, who: int, own: Any, dice: Random, rows: Rows) -> None:
    newest = [name for name, _, _ in own][-_NOT_LOOKED_AT:]
    days = {one.id: one.started for one in calls.lines_of(connection, [name for name, *_ in own])}
    for name, given, taken in own:
        if name in newest or dice.random() > _GUESSED:
            continue
        thought = min(given, max(0, taken + dice.choice((-1, 0, 0, 1, 1, 2))))
        at = date.fromisoformat(str(days[name])[:10])
        rows["guess"].append({"call_id": name, "person_id": who, "taken": thought, "at": _at(at)})


def _let_see(
    connection: Connection, team: Team, who: int, own: Any, dice: Random, rows: Rows
) -> None:
    lines = {one.id: one for one in calls.lines_of(connection, [name for name, *_ in own])}
    leader = team.owners[LEADER]
    for name, _, _ in own:
        if dice.random() > _RELEASED:
            continue
        day = date.fromisoformat(str(lines[name].started)[:10])
        audience = "coach" if dice.random() < _ONLY_COACH else "leader"
        rows["release"].append({"seller_id": who, "call_id": name, "moment_id": None,
                                "audience": audience, "at": _at(day)})  # fmt: skip
        if audience == "leader" and dice.random() < 0.06:
            _talked_about(connection, name, who, leader, day, dice, rows)


def _talked_about(
    connection: Connection, name: str, who: int, leader: int, day: date, dice: Random, rows: Rows
) -> None:
    for one in moments.moments_of(connection, name, None):
        mark = {"call_id": name, "moment_id": one.id, "visible": "all", "grade": None}
        if one.grade == Grade.OPENED:
            rows["mark"].append({**mark, "author_id": leader, "kind": "comment",
                                 "text": dice.choice(_COMMENTS), "at": _at(day, 18)})  # fmt: skip
            return
        if one.grade == Grade.MISSED and dice.random() < 0.3:
            rows["mark"].append({**mark, "author_id": who, "kind": "dispute",
                                 "grade": int(Grade.NOTED), "text": dice.choice(_DISPUTES),
                                 "at": _at(day, 18)})  # fmt: skip
            return


def _examples(connection: Connection, team: Team, dice: Random, rows: Rows) -> None:
    """Put two opened answers of each kind where the team can read them, no words twice."""
    shown = {one["call_id"] for one in rows["release"] if one["audience"] == "leader"}
    said: set[str] = set()
    notes = dice.sample(_NOTES, len(_NOTES))
    for code in CHANCES:
        picked = 0
        for who in dice.sample(team.sellers, len(team.sellers)):
            mine = [one for one in moments.by_call(connection, who)
                    if one[0] in shown and one[2] == code and one[3] == Grade.OPENED]  # fmt: skip
            for name, day, *_ in mine[-4:]:
                best = next(m for m in moments.moments_of(connection, name, None)
                            if m.code == code and m.grade == Grade.OPENED)  # fmt: skip
                plain = " ".join(best.quote.split()[:4])
                if plain in said:
                    continue
                said.add(plain)
                rows["example"].append({"moment_id": best.id, "call_id": name, "seller_id": who,
                                        "note": notes.pop() if notes else "", "at": _at(date.fromisoformat(day[:10]))})  # fmt: skip
                picked += 1
                break
            if picked == 2:
                break


def _asked_buyers(connection: Connection, team: Team, dice: Random, rows: Rows) -> None:
    """Let some buyers have been asked three questions after a call, and half have answered."""
    today = team.day(team.size.days)
    for who in team.sellers:
        own = calls.sold_by(connection, who)
        lines = {one.id: one for one in calls.lines_of(connection, [name for name, *_ in own])}
        for name, given, taken in own:
            if dice.random() > _ASKED:
                continue
            asked = date.fromisoformat(str(lines[name].started)[:10]) + timedelta(days=1)
            told = asked + timedelta(days=dice.randint(0, 6))
            answered = dice.random() < 0.6 and told < today
            well = 5 + 3 * (taken / max(1, given))
            score = [min(10, max(0, round(dice.gauss(m, 1.5)))) for m in (well, 10 - well, well)]
            rows["pulse"].append({
                "call_id": name, "seller_id": who, "nonce": f"{dice.getrandbits(128):032x}",
                "asked": _at(asked), "until": (asked + timedelta(days=30)).isoformat(),
                "answered": told.isoformat() if answered else None,
                "understood": score[0] if answered else None,
                "pressure": score[1] if answered else None,
                "worth": score[2] if answered else None,
            })  # fmt: skip


def _agreed(place: Place, connection: Connection, team: Team) -> None:
    """Agree some things with sellers: one that moved something, one that did not, some to come."""
    today, leader = date.fromisoformat(place.today()), team.owners[LEADER]
    since = {
        COACHED: (str(COACHED_IN), COACHED_AT), IDLE: (str(IDLE_IN), 0.5),
    }  # fmt: skip
    rows: list[dict[str, Any]] = []
    for number, (what, part) in since.items():
        if number < len(team.sellers):
            day = team.day(int(np.ceil(part * team.size.days)))
            rows.append({"person_id": team.sellers[number], "by_id": leader, "kind": "coaching",
                         "what": what, "on_day": day.isoformat(), "due": None, "drawn": False,
                         "at": _at(day - timedelta(days=3)), "done": _at(day)})  # fmt: skip
    for number, kind, what, away, due in _FOR_BUYERS:
        if number < len(team.sellers):
            day = today + timedelta(days=away)
            done = _at(day) if away < -20 else None
            until = (day + timedelta(days=due)).isoformat() if due else None
            made = min(day, today) - timedelta(days=3)
            rows.append({"person_id": team.sellers[number], "by_id": leader, "kind": kind,
                         "what": what, "on_day": day.isoformat(), "due": until, "drawn": False,
                         "at": _at(made), "done": done})  # fmt: skip
    assignments.add_assignments(connection, rows)


def choose_month(place: Place, team: Team) -> None:
    """Let the leader have chosen a skill of the month, three weeks ago."""

    def then() -> datetime:
        return place.clock().astimezone(UTC) - timedelta(days=20)

    with place.store.read() as connection:
        leader = accounts.account_of(connection, team.owners[LEADER])
    if leader is not None:
        choose_skill(replace(place, clock=then), viewer_of(leader, alone=False), MONTH)
