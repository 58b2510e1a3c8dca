"""A law: a file and a server that are told the same give the same answers, whatever is told and asked, in any order."""

import random
import re
from pathlib import Path

import pytest

from claimtrack.domain.places import place_of
from tests import servers
from tests.conftest import Cli, Ran

COMMANDS = 45
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHECKPOINT = re.compile(r"(checkpoint UID \d+ )\S{43}=")
MOMENT = re.compile(r"\d\d:\d\d:\d\d(\.\d{6}Z)?")
WORDS = [
    *(
        "pier",
        "closed",
        "shells",
        "harbour",
        "café",
        "cafe\u0301",
        "Größe",
        "İstanbul",
        "\ufb01n",
        "港口关闭",
        "한국이",
        "مرحبا",
    ),
    *(
        "👍",
        "x\u200dy",
        "\uffff",
        "don't",
        '"a',
        'b"',
        "100%",
        ":name",
        "?",
        "$1",
        "*",
        "**",
        "\\",
        "%s",
        "'",
        "--",
        ";",
        "|",
    ),
    *("&", "!a", "a:*", "<->", "NULL", "{x}", "[b]"),
]
ACTORS = ["Harbour", "Ferry Line", "O'Neil", "São%Paulo", "港务局", "Russi\u0430", "a1", "a2"]
STANCES = ["assert", "deny", "suggest", "doubt", "relay", "retract", "no-comment"]
DAYS = ["2023-01-01", "2023-05", "2023", "../2023-08", "2024-05-31", "2023-05~"]
SORTS = ["activity", "recorded", "for", "against", "evidence", "verdicts", "status", "claim", "event"]
WRITES = """
add --asserted-by ACTOR --denied-by ACTOR --on DAY --tag t1 --event DAY -- TEXT
add --asserted-by ACTOR --quote=TEXT --source=TEXT -- TEXT
add --dry-run -- TEXT
STANCE c# --by ACTOR --on DAY --quote=TEXT
STANCE c# --by ACTOR --relies-on st# --confidential
evidence add --supports c# --on DAY --collected-by ACTOR -- TEXT
link e# refutes c#
link c# contradicts c#
link a# part-of a# --during 2023
link st# relies-on st#
link a# same-as a#
edit c# --text=TEXT
verdict c# --by ACTOR --rating mixed --label=TEXT
tag c# t1 t2
withdraw st# --reason=TEXT
withdraw c# --reason x
undo
redo
confidential st#
confidential e#
review reject c# c#
""".strip().splitlines()
READS = """
find -- TEXT
find --format json -- WORD
find --in quotes -- WORD*
similar c#
similar -- TEXT
report --sort SORT
report --as-of 2023-06-15 --sort SORT --limit 2
report --counts --as-of 2023-06-01
report --actor ACTOR
report --text WORD
report --include-confidential --format csv
list --tag t1
matrix --implied
timeline
why c# --chains
show c#
show a#
log --format json
review
lint c#
diff --from 2023-02-01 --to 2024-01-01
export csv
export bundle
export prov
checkpoint
verify
actor list
""".strip().splitlines()


def filled(line: str, chance: random.Random) -> list[str]:
    """Return a command with something for each word in capitals, and a number for each #."""
    means = {
        "ACTOR": lambda: chance.choice(ACTORS),
        "DAY": lambda: chance.choice(DAYS),
        "SORT": lambda: chance.choice(SORTS),
        "STANCE": lambda: chance.choice(STANCES),
        "WORD": lambda: chance.choice(WORDS),
        "TEXT": lambda: " ".join(chance.choices(WORDS, k=chance.choice([1, 2, 5, 9]))),
    }
    words = [re.sub("#", lambda _: str(chance.randint(1, 6)), word) for word in line.split()]
    return [re.sub("|".join(means), lambda found: means[found[0]](), word) for word in words]


def told(ran: Ran, place: str) -> Ran:
    """Return what a command left behind, without what is never the same twice and where the record is."""
    texts = (ran.out, ran.err.replace(place, "PLACE"))
    return Ran(ran.code, *(MOMENT.sub("TIME", CHECKPOINT.sub(r"\1ROOT", UID.sub("UID", text))) for text in texts))


@pytest.mark.parametrize("seed", [1, 2])
def test_file_and_server_that_are_told_the_same_answer_the_same(
    command_line: Cli, database: Path, server: servers.Server, record_on_server: str, seed: int
) -> None:
    url = server.put_back(record_on_server)
    places = {str(database): str(database), url: str(place_of(url))}
    chance = random.Random(seed)
    for _ in range(COMMANDS):
        command = filled(chance.choice(WRITES if chance.random() < 0.6 else READS), chance)
        on_file, on_server = (
            told(command_line(*command, env={"CLAIMTRACK_DB": place}), shown) for place, shown in places.items()
        )
        assert on_server == on_file, command
