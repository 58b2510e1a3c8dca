"""What may happen to the words of a record, step by step, for laws of its index on either engine."""

from itertools import count

from claimtrack.domain.records import Claim
from claimtrack.store.writer import Writer
from tests.store import factories

STEPS = ["add", "quote", "edit", "withdraw", "restore", "redact", "write"]


def do(writer: Writer, steps: list[tuple[str, str]]) -> None:
    """Do steps, each with a text, where there is a claim for them; and bring up to date what is kept of the rows."""
    number = count()
    claims: list[Claim] = []
    for step, text in steps:
        standing = [n for n, one in enumerate(claims) if one.withdrawn_at is None]
        gone = [n for n, one in enumerate(claims) if one.withdrawn_at is not None]
        match step:
            case "add":
                claims.append(writer.add(Claim(slug=f"c-{next(number)}", text=text, folded=text)))
            case "quote" if standing:
                factories.statement(writer, claims[standing[-1]], factories.actor(writer), quote=text)
            case "edit" if standing:
                claims[standing[-1]] = writer.edit(claims[standing[-1]], text=text)
            case "withdraw" if standing:
                one = claims[standing[-1]]
                claims[standing[-1]] = writer.mark_withdrawn(one, at=writer.at, by=writer.by, reason=text)
            case "restore" if gone:
                claims[gone[-1]] = writer.restore(claims[gone[-1]])
            case "redact" if claims:
                claims[-1] = writer.redact(claims[-1], text="[redacted]")
            case "write":
                writer.conclude()
    writer.conclude()
