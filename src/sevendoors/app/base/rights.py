"""Every rule on who may see and do what; what is not allowed looks as if it were not there.

A seller sees all of their own first. A coach sees what a seller of the team released. A leader
sees sums of five people or more, and person by person only what was released to leaders. An admin
keeps accounts and settings, and sees nobody's moments by that.
"""

from collections.abc import Mapping

from sevendoors.core.errors import GoneError
from sevendoors.core.people import Audience, Person, Role, Scope, Viewer

FEWEST_IN_SUMS = 5


def scope(viewer: Viewer) -> Scope:
    """Say how far somebody's sight reaches; every question to the store is asked within it."""
    audiences: frozenset[Audience] = frozenset()
    if Role.COACH in viewer.roles:
        audiences = frozenset(Audience)
    elif Role.LEADER in viewer.roles:
        audiences = frozenset({Audience.LEADER})
    return Scope(
        own=viewer.person,
        audiences=audiences,
        team=viewer.team if audiences else None,
        everything=viewer.alone,
    )


def own_scope(viewer: Viewer) -> Scope:
    """Say what is somebody's own, without what others released to them."""
    return Scope(own=viewer.person, everything=viewer.alone)


def may_import(viewer: Viewer) -> bool:
    """Say whether somebody may bring calls in."""
    return bool(viewer.roles)


def may_keep_accounts(viewer: Viewer) -> bool:
    """Say whether somebody may invite people, give roles and change settings of the place."""
    return Role.ADMIN in viewer.roles


def may_keep_people(viewer: Viewer) -> bool:
    """Say whether somebody may merge, split and rename people whom they have met in calls."""
    return bool(viewer.roles)


def may_change_person(viewer: Viewer, who: Person, met: bool) -> bool:
    """Say whether somebody may merge, split, rename or place a person.

    Those who sign in decide by it what they see, so for them only an admin may. met: in a call
    that the viewer may see.
    """
    if viewer.alone:
        return True
    return may_keep_accounts(viewer) if who.signs_in else met and may_keep_people(viewer)


def may_be_known_anew(viewer: Viewer) -> bool:
    """Say whether a new name or e-mail of one's own is also looked for in calls to come.

    A seller who took a colleague's name would be given the colleague's calls.
    """
    return viewer.alone or may_keep_accounts(viewer)


def people_beyond_calls(viewer: Viewer) -> tuple[int | None, bool]:
    """Say whom somebody may find without having met them: (people of which team, all accounts)."""
    looks = {Role.COACH, Role.LEADER} & viewer.roles
    return (viewer.team if looks else None), may_keep_accounts(viewer)


def may_delete_call(viewer: Viewer, sellers: frozenset[int], brought: bool) -> bool:
    """Say whether somebody may delete a call: who sold in it, or who brought it while unassigned."""
    return viewer.alone or viewer.person in sellers or (brought and not sellers)


def may_change_call(viewer: Viewer, sellers: frozenset[int], brought: bool) -> bool:
    """Say whether somebody may change a call's details and sides; being let see is not enough."""
    return may_delete_call(viewer, sellers, brought)


def may_guess(viewer: Viewer, sellers: frozenset[int]) -> bool:
    """Say whether somebody is asked before the reveal: who sold, or the only person here."""
    return viewer.alone or viewer.person in sellers


def may_delete_person(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may delete a person with all their calls."""
    return may_keep_accounts(viewer) or (viewer.alone and who.id != viewer.person)


def may_release(viewer: Viewer, seller: int | None) -> bool:
    """Say whether somebody may let others see an answer: only who gave it."""
    return seller is not None and (viewer.person == seller or viewer.alone)


def may_export_person(viewer: Viewer, who: int) -> bool:
    """Say whether somebody may take away all that is kept about a person: themselves only."""
    return viewer.person == who or viewer.alone


def may_see_person(viewer: Viewer, who: Person) -> bool:
    """Say whether a seller's own page may be opened: their own, or somebody's of the team."""
    return viewer.alone or viewer.person == who.id or _same_team(viewer, who)


def _same_team(viewer: Viewer, who: Person) -> bool:
    looks = {Role.COACH, Role.LEADER} & viewer.roles
    return bool(looks) and viewer.team is not None and viewer.team == who.team


def may_see_sums(viewer: Viewer, team: int | None, people: int) -> bool:
    """Say whether sums of a team may be shown: to its leader, from five people with moments on."""
    leads = Role.LEADER in viewer.roles and viewer.team is not None and viewer.team == team
    return (leads or viewer.alone) and people >= FEWEST_IN_SUMS


def may_see_band(viewer: Viewer, team: int | None, people: int) -> bool:
    """Say whether somebody may lay their own share beside their team's: five others or more."""
    return team is not None and viewer.team == team and people >= FEWEST_IN_SUMS


def may_see_agreed(*, counted: bool, others: int) -> bool:
    """Say whether one's numbers may be laid beside all who agreed: by who agreed too, with five others."""
    return counted and others >= FEWEST_IN_SUMS


def may_see_takers(others: int) -> bool:
    """Say whether one's assessment may be laid beside the sum of all who took it: five others or more."""
    return others >= FEWEST_IN_SUMS


def may_change_deal(viewer: Viewer, calls: int, owner: int | None = None) -> bool:
    """Say whether somebody may write down how a deal stands: who may see a call of it, or owns it."""
    return (calls > 0 or viewer.alone or owner == viewer.person) and bool(viewer.roles)


def may_bring_deals(viewer: Viewer) -> bool:
    """Say whether somebody may bring a CRM's deals in: who leads or keeps the place, or is alone.

    An export holds everybody's deals, so whoever brings it in has seen all of it already.
    """
    return viewer.alone or bool({Role.LEADER, Role.ADMIN} & viewer.roles)


def may_ask_buyer(viewer: Viewer, sellers: frozenset[int]) -> bool:
    """Say whether somebody may make a link for the buyer of a call: who sold in it."""
    return viewer.alone or viewer.person in sellers


def may_take_as_self(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may say "this seller is me": the only person here, of who signs in not."""
    return viewer.alone and not who.signs_in and who.id != viewer.person


def may_see_team(viewer: Viewer) -> bool:
    """Say whether somebody has a team to look at."""
    return viewer.alone or (
        bool({Role.COACH, Role.LEADER} & viewer.roles) and viewer.team is not None
    )


def may_assign(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may agree a drill, a buyer or a talk with a seller: who leads or coaches.

    The only person here may agree it with themselves.
    """
    return viewer.person == who.id if viewer.alone else who.signs_in and _same_team(viewer, who)


def may_tick_assigned(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may tick what was agreed: whom it is for, and who leads or coaches."""
    return viewer.person == who.id or may_assign(viewer, who)


def may_drop_assigned(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may take away what was agreed: who may agree it."""
    return may_assign(viewer, who)


def may_choose_skill_of_month(viewer: Viewer) -> bool:
    """Say whether somebody says which skill a team looks at this month: its leader, or who is alone."""
    return viewer.alone or (Role.LEADER in viewer.roles and viewer.team is not None)


def may_see_examples(viewer: Viewer) -> bool:
    """Say whether somebody may read what good sounds like: everybody of the team, in their own team."""
    return bool(viewer.roles)


def may_show_as_example(viewer: Viewer, seller: int) -> bool:
    """Say whether somebody may put an answer among the examples, and take it out: who gave it."""
    return viewer.person == seller


def may_open_brief(viewer: Viewer, who: Person) -> bool:
    """Say whether somebody may open the page for a talk with a seller: coach, leader, the seller."""
    return viewer.person == who.id or (may_see_team(viewer) and may_see_person(viewer, who))


def some_leader(team: int | None) -> Viewer:
    """Give the sight of a team's leader who is nobody yet: what was released to leaders, no more."""
    return Viewer(person=0, name="", roles=frozenset({Role.LEADER}), team=team)


SCOPES: Mapping[str, str] = {
    "read": "read calls, moments, people and scores that you may see",
    "write": "bring calls in, say something about moments, and delete calls of yours",
}


def must(allowed: bool) -> None:
    """Answer as if nothing were there, unless it is allowed."""
    if not allowed:
        raise GoneError
