"""Reading what belongs to claims: tags by name, and relations from either side."""

from claimtrack.domain.files import RelationLine
from claimtrack.domain.vocabulary import RelationKind
from claimtrack.store import claims
from claimtrack.store.writer import Writer
from tests.store import factories


def test_tags_come_by_name(writer: Writer) -> None:
    claim = factories.claim(writer)
    zeta, alpha = factories.tag(writer, claim, "zeta"), factories.tag(writer, claim, "Alpha")
    factories.tag(writer, factories.claim(writer), "other")
    assert claims.tags_of(writer, claim) == [alpha, zeta]


def test_withdrawn_tag_is_not_read(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(factories.tag(writer, claim), reason="typo")
    assert claims.tags_of(writer, claim) == []


def test_relation_is_read_from_both_its_sides(writer: Writer) -> None:
    one, other = factories.claim(writer), factories.claim(writer)
    line = RelationLine(factories.relation(writer, one, other), one, other)
    assert (claims.relations_of(writer, one), claims.relations_of(writer, other)) == ([line], [line])


def test_withdrawn_relation_is_not_read(writer: Writer) -> None:
    one, other = factories.claim(writer), factories.claim(writer)
    writer.withdraw(factories.relation(writer, one, other), reason="not so")
    assert claims.relations_of(writer, one) == []


def test_claim_without_relations_has_none(writer: Writer) -> None:
    assert claims.relations_of(writer, factories.claim(writer)) == []


def test_relation_between_two_claims_is_found(writer: Writer) -> None:
    one, other = factories.claim(writer), factories.claim(writer)
    link = factories.relation(writer, one, other, RelationKind.CONTRADICTS)
    assert claims.relation_between(writer, one, RelationKind.CONTRADICTS, other) == link


def test_relation_of_another_kind_or_direction_is_another(writer: Writer) -> None:
    one, other = factories.claim(writer), factories.claim(writer)
    factories.relation(writer, one, other, RelationKind.SUPERSEDES)
    found = (
        claims.relation_between(writer, one, RelationKind.SAME_AS, other),
        claims.relation_between(writer, other, RelationKind.SUPERSEDES, one),
    )
    assert found == (None, None)
