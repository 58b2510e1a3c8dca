"""Bundles are told from other files by their first bytes."""

from claimtrack.formats import bundle


def test_a_bundle_is_recognised_by_its_first_bytes() -> None:
    assert bundle.is_bundle(bundle.first_line(bundle.Header(None, 0)).encode())
    assert bundle.is_bundle(b'\n{"type": "bundle", "version": 1}')
    assert not bundle.is_bundle(b'{"@type":"ClaimReview"}')
    assert not bundle.is_bundle(b"")
