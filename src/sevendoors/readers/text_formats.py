"""Every text and caption format, the most exact first."""

from sevendoors.readers import blocks_text, meet, name_text, teams_docx, vtt, zoom_text
from sevendoors.readers.registry import Reader

READERS: tuple[Reader, ...] = (
    # The Teams layout has arrows too, and no number before them, so it is asked before captions.
    *teams_docx.READERS,
    *vtt.READERS,
    *zoom_text.READERS,
    *meet.READERS,
    *blocks_text.READERS,
    *name_text.READERS,
)
