"""What is true about a processing of personal data, in the words of the GDPR: frozen values, unknown keys refused.

The modules of model classes do without `from __future__ import annotations`: pydantic would have to evaluate every
annotation from its text again, which is a tenth of a cold start.
"""
