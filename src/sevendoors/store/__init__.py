"""Keeps and finds: calls, people, marks and files; SQLite by default, PostgreSQL by URL."""
