"""The queue: no file is read twice, none is lost, and a death is forgiven a few times."""

import threading
from collections import Counter

from tests.web.place import people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.store import jobs
from sevendoors.store.opening import Store, open_store

NOW, LATER, AFTER = "2026-11-26T09:00", "2026-11-26T09:10", "2026-11-26T09:11"


def queue(place: Place, many: int) -> list[int]:
    who = people_of_the_cast(place)["Jonas Brandt"].person
    with place.store.write() as connection:
        return [
            jobs.add_job(connection, name=f"{n}.vtt", files=[(f"{n:064d}", f"{n}.vtt")], owner=who,
                         now=NOW)
            for n in range(many)
        ]  # fmt: skip


def test_two_workers_with_connections_of_their_own_never_get_the_same_job(place: Place) -> None:
    made = queue(place, 60)
    got: list[int] = []
    ready = threading.Barrier(4)

    def worker() -> None:
        store: Store = open_store(place.store.engine.url.render_as_string(hide_password=False))
        ready.wait()
        while True:
            with store.write() as connection:
                taken = jobs.claim(connection, now=NOW, until=LATER, most=2)
            if not taken:
                break
            got.extend(job.id for job in taken)
        store.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(got) == Counter(made)


def test_a_job_whose_worker_died_is_given_out_again_when_its_time_is_over(place: Place) -> None:
    (made,) = queue(place, 1)
    with place.store.write() as connection:
        assert [job.id for job in jobs.claim(connection, now=NOW, until=LATER)] == [made]
    with place.store.write() as connection:
        assert jobs.claim(connection, now=NOW, until=LATER) == ()
        assert jobs.lapsed(connection, AFTER) == 1
        assert [job.id for job in jobs.claim(connection, now=AFTER, until="2027")] == [made]


def test_a_file_that_kills_three_workers_is_given_up_with_a_reason(place: Place) -> None:
    (made,) = queue(place, 1)
    for _ in range(3):
        with place.store.write() as connection:
            assert jobs.claim(connection, now=NOW, until=LATER)
        with place.store.write() as connection:
            jobs.let_go(connection, [made])
    with place.store.write() as connection:
        assert jobs.claim(connection, now=NOW, until=LATER) == ()
        ended = jobs.job_of(connection, made)
    assert ended.state == "failed"
    assert "three times" in ended.reason


def test_what_was_not_begun_is_given_back_without_a_try_lost(place: Place) -> None:
    made = queue(place, 3)
    with place.store.write() as connection:
        taken = jobs.claim(connection, now=NOW, until=LATER, most=3)
        assert [job.id for job in taken] == made
        jobs.give_back(connection, made[1:])
    with place.store.write() as connection:
        again = jobs.claim(connection, now=NOW, until=LATER, most=5)
    assert [(job.id, job.tries) for job in again] == [(made[1], 0), (made[2], 0)]


def test_claims_that_are_not_kept_leave_the_job_waiting(place: Place) -> None:
    (made,) = queue(place, 1)
    try:
        with place.store.write() as connection:
            assert jobs.claim(connection, now=NOW, until=LATER)
            raise RuntimeError
    except RuntimeError:
        pass
    with place.store.write() as connection:
        assert [job.id for job in jobs.claim(connection, now=NOW, until=LATER)] == [made]
