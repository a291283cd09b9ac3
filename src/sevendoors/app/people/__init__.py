"""Accounts, people, settings, what is taken out or deleted, and backups."""
