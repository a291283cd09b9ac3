"""Every format that can be read, in the order in which the readers are asked."""

from sevendoors.readers import chat_formats, json_formats, text_formats
from sevendoors.readers.registry import Reader

# Exact shapes are asked before loose ones: JSON names its fields, plain text shows only a layout,
# and a pasted mail or a plain table could be many things.
READERS: tuple[Reader, ...] = (
    *json_formats.READERS,
    *chat_formats.EXACT,
    *text_formats.READERS,
    *chat_formats.LOOSE,
)
