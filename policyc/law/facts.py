"""Legal facts, looked up at a date: the one place to import from.

The facts themselves are in `facts/`, a file for each topic. A topic is read when it is first asked for.
"""

from __future__ import annotations

from policyc.law.authorities import (
    EeaMembership,
    SupervisoryAuthority,
    authorities,
    eea_membership,
    is_in_eea,
    outdated_authority_patterns,
    outdated_authority_words,
    supervisory_authority,
)
from policyc.law.changes import LeadTime, ReviewPeriod, lead_time, lead_times, review_period
from policyc.law.children import ChildRule, child_rules, consent_age
from policyc.law.cookies import CookieKind, CookieRule, cookie_kind, cookie_kinds, cookie_rule
from policyc.law.fact import Confidence, Fact
from policyc.law.language import (
    PlainLanguage,
    TermAlert,
    patterns,
    plain_language,
    term_alert,
    term_alerts,
    words,
)
from policyc.law.personal_data import RegulatedData, SpecialCondition, regulated_data, special_condition
from policyc.law.retention import RetentionNorm, norm_of_statute, retention_norm, retention_norm_ids, retention_norms
from policyc.law.rights import ResponseRule, Right, response_rule, right, rights
from policyc.law.store import every_fact, fact, topics, version
from policyc.law.transfers import (
    AdequacyDecision,
    Case,
    Derogation,
    TransferSafeguard,
    adequacy_decision,
    adequacy_decisions,
    adequacy_for,
    case,
    derogation,
    transfer_safeguard,
    transfer_safeguards,
)

__all__ = [
    "AdequacyDecision",
    "Case",
    "ChildRule",
    "Confidence",
    "CookieKind",
    "CookieRule",
    "Derogation",
    "EeaMembership",
    "Fact",
    "LeadTime",
    "PlainLanguage",
    "RegulatedData",
    "ResponseRule",
    "RetentionNorm",
    "ReviewPeriod",
    "Right",
    "SpecialCondition",
    "SupervisoryAuthority",
    "TermAlert",
    "TransferSafeguard",
    "adequacy_decision",
    "adequacy_decisions",
    "adequacy_for",
    "authorities",
    "case",
    "child_rules",
    "consent_age",
    "cookie_kind",
    "cookie_kinds",
    "cookie_rule",
    "derogation",
    "eea_membership",
    "every_fact",
    "fact",
    "is_in_eea",
    "lead_time",
    "lead_times",
    "norm_of_statute",
    "outdated_authority_patterns",
    "outdated_authority_words",
    "patterns",
    "plain_language",
    "regulated_data",
    "response_rule",
    "retention_norm",
    "retention_norm_ids",
    "retention_norms",
    "review_period",
    "right",
    "rights",
    "special_condition",
    "supervisory_authority",
    "term_alert",
    "term_alerts",
    "topics",
    "transfer_safeguard",
    "transfer_safeguards",
    "version",
    "words",
]
