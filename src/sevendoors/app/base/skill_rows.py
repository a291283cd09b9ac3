"""Which kinds of chance count for which skill, read off the codebook."""

from collections.abc import Mapping

from sevendoors.core.codebook import Codebook
from sevendoors.core.codebook_maps import skills_of
from sevendoors.core.codes import CHANCES


def codes_of(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """Say for each skill which kinds of chance count for it."""
    return {
        skill.key: frozenset(code for code in CHANCES if skill.key in skills_of(codebook, code))
        for skill in codebook.skills
    }
