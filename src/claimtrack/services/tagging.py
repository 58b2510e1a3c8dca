"""Tags claims, and takes tags off them."""

from collections.abc import Sequence

from claimtrack.domain.records import Claim, Tag
from claimtrack.domain.text import TAG_LIMIT, folded, one_line
from claimtrack.errors.entries import NotLinked
from claimtrack.errors.texts import BadTag
from claimtrack.services import naming
from claimtrack.store import claims
from claimtrack.store.writer import Writer


def retag(writer: Writer, ref: str, *, add: Sequence[str], remove: Sequence[str]) -> tuple[Claim, list[Tag]]:
    """Put tags on a claim and take others off; return the claim and the tags it then has."""
    claim = naming.claim(writer, ref)
    standing = {tag.folded: tag for tag in claims.tags_of(writer, claim)}
    for name in remove:
        tag = standing.get(folded(name))
        if tag is None:
            raise NotLinked(sentence=f"tag {name} on {naming.ref_of(claim)}")
        writer.withdraw(tag, reason="tag taken off")
    add_tags(writer, claim, add)
    return claim, claims.tags_of(writer, claim)


def add_tags(writer: Writer, claim: Claim, names: Sequence[str]) -> None:
    """Put tags on a claim; one that it has already stays as it is."""
    standing = {tag.folded for tag in claims.tags_of(writer, claim)}
    for name in names:
        word = one_line(name, "tag", limit=TAG_LIMIT)
        key = folded(word)
        if ";" in word or "," in word:
            raise BadTag(word)
        if key not in standing:
            writer.add(Tag(claim_id=claim.id, name=word, folded=key))
            standing.add(key)
