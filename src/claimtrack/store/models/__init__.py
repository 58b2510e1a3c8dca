"""The tables, declared once as SQLModel classes with their constraints; Alembic compares and migrates them.

Loaded by `migrate`, by the first creation of a record on a server, and by people who script: importing it costs 400 ms,
so no other command does. Rows are validated by the domain and again by the database (STRICT, CHECK, foreign keys), not
by these.
"""

from sqlmodel import SQLModel

from claimtrack.store.models.actors import Actor, Alias, Membership, Merger
from claimtrack.store.models.chains import Citation, Reliance
from claimtrack.store.models.claims import Claim, Relation, Tag
from claimtrack.store.models.derived import ClaimStatus, MaskStatus, Position, StatusTally
from claimtrack.store.models.evidence import Bearing, Evidence, Source
from claimtrack.store.models.imports import Distinction, Original
from claimtrack.store.models.ledger import Change, Checkpoint, Operation
from claimtrack.store.models.statements import Statement, Verdict

TABLES = SQLModel.metadata

__all__ = [
    "TABLES",
    "Actor",
    "Alias",
    "Bearing",
    "Change",
    "Checkpoint",
    "Citation",
    "Claim",
    "ClaimStatus",
    "Distinction",
    "Evidence",
    "MaskStatus",
    "Membership",
    "Merger",
    "Operation",
    "Original",
    "Position",
    "Relation",
    "Reliance",
    "Source",
    "Statement",
    "StatusTally",
    "Tag",
    "Verdict",
]
