"""Buyers one practises with, drills from one's own moments, the calendar, and the script to beat."""
