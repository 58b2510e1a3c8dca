"""PROV as JSON-LD: read by rdflib as RDF and by prov as PROV, each term of PROV-O as its domain and range allow."""

import json
from io import BytesIO
from typing import Any

import pytest
from prov.model import ProvDocument
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import PROV, XSD

from claimtrack.domain.extracts import Extract
from claimtrack.domain.records import Actor, Claim, Evidence, Row, Source, Statement, Verdict
from claimtrack.domain.vocabulary import Stance
from claimtrack.formats.prov_json import OWN, write
from tests.formats.extracts import CHECKPOINT, TEXTS, desk, nasty, stamped, uid

# rdflib's own reader of JSON-LD uses what rdflib will do without.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

# What PROV-O says each property leads from and to, and of which type a literal is.
ENTITY, ACTIVITY, AGENT = PROV.Entity, PROV.Activity, PROV.Agent
ENDS: dict[URIRef, tuple[URIRef, URIRef]] = {
    PROV.wasAttributedTo: (ENTITY, AGENT),
    PROV.wasDerivedFrom: (ENTITY, ENTITY),
    PROV.hadPrimarySource: (ENTITY, ENTITY),
    PROV.wasQuotedFrom: (ENTITY, ENTITY),
    PROV.wasGeneratedBy: (ENTITY, ACTIVITY),
    PROV.used: (ACTIVITY, ENTITY),
    PROV.wasAssociatedWith: (ACTIVITY, AGENT),
    PROV.actedOnBehalfOf: (AGENT, AGENT),
    PROV.qualifiedDelegation: (AGENT, PROV.Delegation),
    PROV.agent: (PROV.Delegation, AGENT),
}
VALUES = {PROV.generatedAtTime: (ENTITY, XSD.dateTime), PROV.endedAtTime: (ACTIVITY, XSD.dateTime)}


def text_of(extract: Extract) -> str:
    out = BytesIO()
    write(extract, out)
    return out.getvalue().decode()


def graph_of(extract: Extract) -> Graph:
    return Graph().parse(data=text_of(extract), format="json-ld")


def iri(kind: type[Row], number: int) -> URIRef:
    return URIRef(f"urn:uuid:{uid(kind, number)}")


def asked(question: str, extract: Extract | None = None) -> list[tuple[Any, ...]]:
    """Return what a SPARQL query finds, as plain text."""
    prefixes = (
        f"PREFIX prov: <{PROV}> PREFIX rdfs: <{RDFS}> PREFIX ct: <{OWN}> PREFIX dcterms: <http://purl.org/dc/terms/>"
    )
    rows = graph_of(extract or desk()).query(f"{prefixes} {question}")
    return sorted(tuple(str(value) for value in row) for row in rows if not isinstance(row, bool))


@pytest.mark.parametrize("extract", [desk(), nasty()], ids=["desk", "nasty"])
def test_every_term_of_prov_is_one_and_joins_what_the_ontology_says(extract: Extract) -> None:
    graph = graph_of(extract)
    for start, name, end in graph:
        if name == RDF.type and str(end).startswith(str(PROV)):
            assert str(end) in map(str, dir(PROV))
        elif name in ENDS:
            first, second = ENDS[URIRef(str(name))]
            assert (start, RDF.type, first) in graph
            assert (end, RDF.type, second) in graph
        elif name in VALUES:
            first, kind = VALUES[URIRef(str(name))]
            assert (start, RDF.type, first) in graph
            assert isinstance(end, Literal)
            assert (end.datatype, end.ill_typed) == (kind, False)
        else:
            assert not str(name).startswith(str(PROV)) or name == PROV.value


@pytest.mark.parametrize("extract", [desk(), nasty()], ids=["desk", "nasty"])
def test_nothing_is_two_of_what_the_ontology_keeps_apart(extract: Extract) -> None:
    graph = graph_of(extract)
    kinds = [set(graph.subjects(RDF.type, kind)) for kind in (ENTITY, ACTIVITY, PROV.Delegation)]
    assert all(kinds[:2])
    assert not kinds[0] & kinds[1]
    assert not (kinds[0] | kinds[1]) & kinds[2]


def test_statement_is_attributed_to_who_made_it() -> None:
    found = asked(
        "SELECT ?who ?stance ?claim WHERE { ?st a ct:Statement; prov:wasAttributedTo/rdfs:label ?who;"
        " ct:stance ?stance; ct:claim/dcterms:identifier ?claim }"
    )
    assert found == [
        ("Check Desk", "reports", "c2"),
        ("Ferry Line", "denies", "c1"),
        ("Harbour Master", "asserts", "c1"),
        ("Harbour Master", "asserts", "c3"),
    ]


def test_chain_is_followed_through_what_it_derives_from() -> None:
    found = asked(
        'SELECT ?basis WHERE { ?st dcterms:identifier "st3"; prov:wasDerivedFrom+/dcterms:identifier ?basis }'
    )
    assert found == [("st1",), ("st4",)]


def test_source_stands_behind_what_was_read_in_it_and_cites_another() -> None:
    assert asked("SELECT ?id WHERE { ?x prov:hadPrimarySource/dcterms:identifier 's1'; dcterms:identifier ?id }") == [
        ("e1",),
        ("st1",),
        ("st4",),
    ]
    assert asked("SELECT ?x WHERE { ?s dcterms:identifier 's1'; prov:wasDerivedFrom/dcterms:identifier ?x }") == [
        ("s2",)
    ]


def test_only_a_quote_is_quoted() -> None:
    assert asked("SELECT ?id WHERE { ?x prov:wasQuotedFrom ?s; dcterms:identifier ?id }") == [("st1",)]
    assert asked("SELECT ?words WHERE { ?x a ct:Statement; prov:value ?words }") == [("closed until further notice",)]


def test_actor_acts_for_what_it_is_part_of_and_for_a_time_if_it_was_so_for_a_time() -> None:
    always = asked("SELECT ?part ?whole WHERE { ?a dcterms:identifier ?part; prov:actedOnBehalfOf/rdfs:label ?whole }")
    assert always == [("a1", "City")]
    timed = asked(
        "SELECT ?part ?whole ?when WHERE { ?a dcterms:identifier ?part; prov:qualifiedDelegation ?d."
        " ?d prov:agent/rdfs:label ?whole; ct:during ?when }"
    )
    assert timed == [("a2", "Ferry Line", "2019"), ("a2", "Port Authority", "2020/..")]


def test_recording_is_an_activity_of_who_recorded_and_generates_no_one_elses_words() -> None:
    graph = graph_of(desk())
    assert asked("SELECT DISTINCT ?by WHERE { ?x a prov:Activity; prov:wasAssociatedWith/rdfs:label ?by }") == [
        ("desk",)
    ]
    assert set(graph.subjects(PROV.wasGeneratedBy)) == {iri(Claim, n) for n in (1, 2, 3)}
    of_others = {Source: 2, Statement: 4, Evidence: 1, Verdict: 1}
    used = {iri(kind, n) for kind, most in of_others.items() for n in range(1, most + 1)}
    assert set(graph.objects(predicate=PROV.used)) == used


def test_recorders_of_one_name_in_two_records_are_not_one() -> None:
    text = text_of(stamped(Claim(slug="x", text="x", folded="x"))).replace(uid(Claim, 1), uid(Claim, 2))
    graph = graph_of(stamped(Claim(slug="x", text="x", folded="x"))).parse(data=text, format="json-ld")
    assert len(set(graph.subjects(RDFS.label, Literal("desk")))) == 2


def test_date_keeps_its_text_and_its_bounds_and_a_moment_is_one() -> None:
    found = asked(
        "SELECT ?said ?first ?last ?at WHERE { ?x dcterms:identifier 'st1'; dcterms:date ?said; ct:earliest ?first;"
        " ct:latest ?last; prov:generatedAtTime ?at }"
    )
    assert found == [("2024-03-01T09:30:00+02", "2024-03-01", "2024-03-01", "2024-03-01T09:30:00+02:00")]


def test_evidence_and_verdict_say_what_they_are_about() -> None:
    assert asked("SELECT ?c ?k WHERE { ?x ct:supports/dcterms:identifier ?c; ct:context/dcterms:identifier ?k }") == [
        ("c1", "c2")
    ]
    assert asked("SELECT ?r ?l WHERE { ?x a ct:Verdict; ct:rating ?r; prov:value ?l; ct:claim ?c }") == [
        ("mixed", "Half right")
    ]


def test_confidential_rows_that_were_asked_for_are_marked() -> None:
    assert asked("SELECT ?id WHERE { ?x ct:confidential true; dcterms:identifier ?id }") == [("s2",), ("st4",)]


def test_bundle_says_from_where_it_was_taken_and_carries_the_checkpoint() -> None:
    assert asked("SELECT ?c ?l WHERE { ?x a prov:Bundle; ct:clocks ?c; ct:checkpoint ?l }") == [
        ("as of 2024-05-22", CHECKPOINT)
    ]


def test_prov_reads_every_statement_of_it() -> None:
    turtle = graph_of(desk()).serialize(format="turtle")
    document = ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle")
    text = document.get_provn()
    counts = {name: text.count(f"  {name}(") for name in ("entity", "agent", "activity", "wasAttributedTo")}
    assert counts == {"entity": 12, "agent": 6, "activity": 1, "wasAttributedTo": 7}
    assert text.count("actedOnBehalfOf(") == 3
    assert text.count("wasDerivedFrom(") == 3
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    assert again == document


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_exact_and_read_as_nothing_else(text: str) -> None:
    rows = Actor(slug="x", name=text), Claim(slug="x", text=text, folded=text, language=text)
    extract = stamped(
        *rows, Statement(claim_id=1, actor_id=1, stance=Stance.DENIES, said_latest="2024-06-01", quote=text)
    )
    graph = graph_of(extract)
    assert graph.value(iri(Actor, 1), RDFS.label) == Literal(text)
    assert str(graph.value(iri(Claim, 1), RDFS.label)) == text
    assert graph.value(iri(Statement, 1), PROV.value) == Literal(text)
    assert {str(name) for name in graph.all_nodes() if isinstance(name, URIRef) and "evil" in name} == set()


def test_language_of_a_claim_is_that_of_its_words() -> None:
    graph = graph_of(stamped(Claim(slug="x", text="Der Pier ist zu", folded="x", language="de")))
    assert graph.value(iri(Claim, 1), RDFS.label) == Literal("Der Pier ist zu", lang="de")


def test_every_node_has_a_line_of_its_own() -> None:
    lines = text_of(desk()).splitlines()
    assert json.loads(lines[2].rstrip(","))["@type"] == ["prov:Entity", "prov:Bundle"]
    assert len(lines) == 4 + len(json.loads(text_of(desk()))["@graph"]) - 1
