"""Which commands there are, under which of help's headings, and the module that holds each."""

# Help's headings, and under each the commands with the module that holds them.
SECTIONS: dict[str, dict[str, str]] = {
    "Record": {
        "add": "add",
        "assert": "stances",
        "deny": "stances",
        "suggest": "stances",
        "doubt": "stances",
        "relay": "stances",
        "retract": "stances",
        "no-comment": "stances",
        "verdict": "verdict",
        "link": "link",
        "tag": "tag",
        "evidence": "evidence",
        "source": "source",
        "actor": "actor",
        "import": "import_files",
        "review": "review",
    },
    "Ask": {
        "report": "report",
        "list": "list_claims",
        "find": "find",
        "similar": "similar",
        "matrix": "matrix",
        "show": "show",
        "why": "why",
        "timeline": "timeline",
        "diff": "diff",
        "export": "export",
        "lint": "lint",
        "rating": "rating",
    },
    "Correct": {
        "edit": "edit",
        "withdraw": "withdraw",
        "confidential": "confidential",
        "redact": "redact",
        "undo": "log",
        "redo": "log",
        "log": "log",
    },
    "Trust": {"verify": "verify", "checkpoint": "verify", "prove": "proof", "check-proof": "proof", "keygen": "keygen"},
    "Keep": {"doctor": "doctor", "backup": "backup", "merge": "merge", "migrate": "migrate", "demo": "demo"},
}
MODULES = {name: module for section in SECTIONS.values() for name, module in section.items()}
