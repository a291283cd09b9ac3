"""The readers of chats, mails and tables, in the order in which they are asked."""

from sevendoors.readers import (
    convokit_corpus,
    csv_table,
    email_thread,
    intercom_csv,
    own_json,
    slack,
    timed_lines,
    whatsapp,
    zendesk_csv,
)
from sevendoors.readers.registry import Reader

# Archives and exact shapes: nothing else looks like them. Mails come before plain text, to which
# "From: Marta" and "Subject: Pilot" look like two people speaking.
EXACT: tuple[Reader, ...] = (
    own_json.READER,
    slack.READER,
    convokit_corpus.READER,
    whatsapp.READER,
    intercom_csv.READER,
    zendesk_csv.READER,
    email_thread.READER,
)
# The loosest shapes there are, asked last.
LOOSE: tuple[Reader, ...] = (timed_lines.READER, csv_table.READER)
READERS: tuple[Reader, ...] = (*EXACT, *LOOSE)
