"""${message}."""

# A table is rebuilt without the views that read it: drop the view report before, and create it anew after.

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one revision forward."""
    ${upgrades if upgrades else "pass"}
