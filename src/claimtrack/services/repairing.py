"""Repairs what can be made again from the record without loss; what cannot is left for a backup."""

from claimtrack.domain.places import Server
from claimtrack.services import checking, workspace
from claimtrack.services.findings import Finding
from claimtrack.store import checks, engines, opening, placing, repairs, search
from claimtrack.store.connection import worded_errors
from claimtrack.store.record import Record

_DERIVED = ("links", "status", "tally", "masks")


def repair(db: workspace.Named, found: list[Finding]) -> dict[str, str]:
    """Mend what was found and can be mended, and return what was done for each finding.

    What is written is written in one transaction, after looking again; neither the record nor the ledger is touched.
    """
    path = workspace.located(db)
    broken = {one.id for one in found if one.mends}
    done = {}
    if isinstance(path, Server):
        with engines.worded_errors(path), engines.to_write_on(path, keep=True, makes=False) as (opened, _):
            return _made_again(Record(opened, path, today=workspace.today()), broken)
    if "leftovers" in broken:
        gone = placing.left_over(path)
        for unfinished in gone:
            placing.remove(unfinished)
        done["leftovers"] = f"removed {', '.join(one.name for one in gone)}"
    if broken.intersection((*_DERIVED, "integrity", "search")):
        with worded_errors(path), opening.to_write(path, shown=path, keep=True) as connection:
            done |= _made_again(Record(connection, path, today=workspace.today()), broken)
    if "log" in broken:
        with worded_errors(path):
            opening.revision_of(path)
            taken = repairs.take_in_log(path)
        done["log"] = "taken into the file" if taken else "left, since others are reading it: run it again later"
    return done


def _made_again(record: Record, broken: set[str]) -> dict[str, str]:
    done = {}
    if "integrity" in broken and not checking.ledger_faults(record):
        names = repairs.reindex(record)
        done["integrity"] = f"made anew: {', '.join(names)}" if names else "the indexes could not be made anew"
    if checks.damage(record):
        return done
    if broken.intersection(_DERIVED):
        repairs.write_masks(record)
        repairs.judge_again(record)
        done |= dict.fromkeys(broken.intersection(_DERIVED), "judged every claim again from the record")
    if "search" in broken:
        search.fill(record)
        done["search"] = "made anew from the record"
    return done
