"""Deals: brought in from a CRM, linked to calls, checked, and what buyers answered."""
