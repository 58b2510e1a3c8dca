"""Writes provenance as JSON-LD in the terms of W3C PROV-O: what was said, shown and judged, by whom, from what."""

import json
from typing import BinaryIO

from claimtrack.domain.extracts import Extract, Loss, lost
from claimtrack.domain.records import Actor, Bearing, Citation, Membership, Relation, Reliance, Tag
from claimtrack.domain.text import json_safe
from claimtrack.domain.vocabulary import BearingKind, RelationKind
from claimtrack.formats.document import Json
from claimtrack.formats.prov_nodes import NAMESPACE, Nodes

# Our own terms have a name that nobody else can give, and no address, since nobody serves them.
OWN = f"urn:uuid:{NAMESPACE}#"
_PREFIXES: dict[str, Json] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "claimtrack": OWN,
}
_TYPED = {
    "@id": (
        *("prov:wasAttributedTo", "prov:wasGeneratedBy", "prov:wasAssociatedWith", "prov:actedOnBehalfOf"),
        *("prov:wasDerivedFrom", "prov:hadPrimarySource", "prov:wasQuotedFrom", "prov:used", "prov:agent"),
        *("claimtrack:claim", *sorted({f"claimtrack:{kind}" for kind in (*BearingKind, *RelationKind)})),
    ),
    "xsd:dateTime": ("prov:generatedAtTime", "prov:endedAtTime"),
    "xsd:date": ("claimtrack:earliest", "claimtrack:latest", "dcterms:created"),
    "edtf:EDTF": ("dcterms:date", "claimtrack:event", "claimtrack:during"),
}
_CONTEXT: dict[str, Json] = {
    **_PREFIXES,
    **{name: {"@type": kind} for kind, names in _TYPED.items() for name in names},
}
_UNDATED = (Actor, Tag, Relation, Reliance, Bearing, Citation, Membership)


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write one node a line, and return what they cannot hold."""
    nodes = ({name: value for name, value in node.items() if value is not None} for node in Nodes(extract).all())
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    out.write(json_safe(f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [\n{lines}\n]}}\n').encode())
    undated = sum(len(extract.all(kind)) for kind in _UNDATED)
    recorded = "of when and by whom {} recorded".format
    one, many = recorded("an actor or a link was"), recorded("actors and links were")
    return list(lost(undated, f"note {one}", f"notes {many}"))
