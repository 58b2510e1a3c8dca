"""The rules by which ClaimReview markup is looked over, as a table.

What is required and what is recommended is as Google documents it for Fact Check (ClaimReview) structured data
(https://developers.google.com/search/docs/appearance/structured-data/factcheck): required are `claimReviewed`,
`reviewRating` with `alternateName`, and `url`; recommended are `author`, `datePublished`, `itemReviewed` with `author`,
`datePublished`, `appearance` and `firstAppearance`, and the three numbers of the rating. What a property may hold is as
schema.org defines it (https://schema.org/ClaimReview, /Claim, /Rating).

An error is what is required and missing, cannot be read, or cannot be: two things that contradict each other. A warning
is what is recommended and missing, or misleads some readers. A note is what is worth knowing, and may well be meant.
"""

from enum import StrEnum
from typing import NamedTuple

from claimtrack.formats.claimreview import checks, rating_checks
from claimtrack.formats.claimreview.checks import Check, lacking


class Severity(StrEnum):
    """How much a remark weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """One rule: its id, why it matters, and what to do; `check` finds it in a review, None where the file shows it."""

    id: str
    severity: Severity
    check: Check | None
    why: str
    fix: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_CLAIMANT = "itemReviewed.author"
NOT_JSON, KEY_TWICE, NO_REVIEW = "json-broken", "key-twice", "no-review"
TWICE, SHARED = "review-twice", "url-shared"

# fmt: off
RULES: tuple[Rule, ...] = (
    # The file.
    Rule(NOT_JSON, _E, None,
         "no reader gets anything out of the block", "mend the JSON; a quote inside a text is written \\\""),
    Rule(KEY_TWICE, _E, None,
         "of a key given twice, one reader takes the first and another the last", "leave one, or make it a list"),
    Rule(NO_REVIEW, _E, None,
         "there is no ClaimReview to look over", "add one to the page; of a claim, put a verdict on record"),
    Rule("context-missing", _E, checks.context_missing,
         "without schema.org's context the words are only words", 'add "@context": "https://schema.org"'),
    Rule("type-not-exact", _E, checks.type_not_exact,
         "the type is read by its exact name", 'write "@type": "ClaimReview"'),
    Rule(TWICE, _W, None,
         "the same claim at the same address is one review", "leave one of the two"),
    Rule(SHARED, _W, None,
         "several reviews of one page cannot be told apart by their address", "give each an anchor: .../page#second"),
    # The claim as reviewed.
    Rule("claim-missing", _E, lacking("claimReviewed"),
         "required: what was checked", "give claimReviewed: the claim in one sentence"),
    Rule("claim-list", _W, checks.claim_list,
         "one review is of one claim, and its claim is a text", "make it a text, and one review a claim"),
    Rule("claim-markup", _W, checks.claim_markup,
         "the text is plain: readers show entities and tags as they stand", "write the characters themselves"),
    Rule("claim-long", _N, checks.claim_long,
         f"it is shown on one line: Google asks for {checks.LONGEST_CLAIM} characters at most", "word it shorter"),
    # The rating.
    Rule("rating-missing", _E, lacking("reviewRating"),
         "required: what was found of the claim", "give reviewRating: a Rating with alternateName"),
    Rule("rating-type", _E, rating_checks.rating_type,
         "it is to be a Rating with properties of its own", 'write {"@type": "Rating", "alternateName": LABEL}'),
    Rule("label-missing", _E, rating_checks.label_missing,
         "required: the verdict in words", "give alternateName: the label as your page has it"),
    Rule("label-only-numbers", _E, rating_checks.label_only_numbers,
         "required: numbers alone are no verdict in words", "give alternateName: the label as your page has it"),
    Rule("label-in-name", _W, rating_checks.label_in_name,
         "most readers look for the label under alternateName", "give the label as alternateName"),
    Rule("numbers-missing", _N, rating_checks.numbers_missing,
         "recommended where there is a scale", "give ratingValue, bestRating and worstRating, if you rate on a scale"),
    Rule("number-unreadable", _W, rating_checks.number_unreadable,
         "it is to be a number, in the digits 0 to 9 with a full stop", "write a number, or leave it out"),
    Rule("number-as-text", _N, rating_checks.number_as_text,
         "schema.org takes a text, too; not every reader does", "write it without quotes"),
    Rule("scale-incomplete", _W, rating_checks.scale_incomplete,
         "a value without both ends is on no scale: some readers assume 1 to 5", "give all three numbers, or none"),
    Rule("scale-inverted", _E, rating_checks.scale_inverted,
         "the worst is above the best", "exchange them: the best is the most true"),
    Rule("scale-flat", _E, rating_checks.scale_flat,
         "a scale whose ends are one has nothing to say", "give both ends, or leave the numbers out"),
    Rule("value-outside", _E, rating_checks.value_outside,
         "the value is not on its own scale", "mend the value or the ends"),
    Rule("scale-against-label", _W, rating_checks.scale_contradicts,
         "numbers and label say different things, and the label is what counts", "put the most true at bestRating"),
    # Addresses.
    Rule("url-missing", _E, lacking("url"),
         "required: where the review can be read", "give url: the whole address of the page"),
    Rule("url-type", _E, checks.url_not_text,
         "an address is a text", "give url as a text"),
    Rule("url-relative", _E, checks.url_relative,
         "away from its page it leads nowhere", "write the whole address, from https:// on"),
    Rule("url-foreign", _W, checks.url_foreign,
         "the review is to stand on its own page; on another site it is taken for a copy", "give this page's address"),
    Rule("address-relative", _W, checks.address_relative,
         "away from its page it leads nowhere", "write the whole address, from https:// on"),
    Rule("address-encoded-twice", _W, checks.encoded_twice,
         "its percent signs were encoded again, so that it leads elsewhere", "encode the address once"),
    # The reviewer.
    Rule("author-missing", _W, lacking("author"),
         "recommended: who reviewed it", "give author: an Organization with name and url"),
    Rule("author-name-missing", _W, lacking("name", of="author"),
         "recommended: the reviewer's name", "give author.name"),
    Rule("author-url-missing", _W, lacking("url", of="author"),
         "recommended: the reviewer's own page", "give author.url"),
    Rule("date-missing", _W, lacking("datePublished"),
         "recommended: the day of the review", "give datePublished, as 2024-06-01"),
    # The claim as an item of its own, and its claimant.
    Rule("item-missing", _W, lacking("itemReviewed"),
         "recommended: whose claim it is, from when, and where it was seen", "give itemReviewed: a Claim"),
    Rule("item-type", _E, checks.item_type,
         "what is reviewed is to be a Claim", 'write "@type": "Claim"'),
    Rule("item-legacy", _W, checks.item_legacy,
         "so it was written before schema.org had Claim", 'write "@type": "Claim"'),
    Rule("claimant-missing", _W, lacking("author", of="itemReviewed"),
         "recommended: who made the claim", "give itemReviewed.author, or a crowd's name if nobody is known"),
    Rule("claimant-name-missing", _W, lacking("name", of=_CLAIMANT),
         "a claimant without a name is nobody", "give its name, or leave the claimant out"),
    Rule("reviewer-as-claimant", _E, checks.reviewer_as_claimant,
         "the reviewer did not make the claim that it reviews", "name who made it, or leave the claimant out"),
    Rule("same-as-missing", _N, lacking("sameAs", of=_CLAIMANT),
         "recommended: a page that says who the claimant is", "give sameAs: its own site or an encyclopedia's page"),
    Rule("same-as-no-address", _W, checks.same_as_no_address,
         "an identity is an address", "give a whole address, or leave it out"),
    Rule("same-as-post", _W, checks.same_as_post,
         "a post is where the claim was seen, and not who made it", "give it as itemReviewed.appearance"),
    Rule("type-missing", _N, checks.type_missing,
         "a reader cannot tell a person from an organization", 'add "@type": "Person" or "Organization", where known'),
    Rule("type-wrong", _W, checks.type_wrong,
         "who speaks is an Organization or a Person", 'write {"@type": "Person", "name": NAME} or an Organization'),
    Rule("claim-date-missing", _W, lacking("datePublished", of="itemReviewed"),
         "recommended: when the claim was made", "give itemReviewed.datePublished"),
    Rule("appearance-missing", _W, lacking("appearance", of="itemReviewed", instead="firstAppearance"),
         "recommended: where the claim was seen", "give itemReviewed.appearance: a CreativeWork with url"),
    Rule("first-appearance-missing", _N, lacking("firstAppearance", of="itemReviewed"),
         "recommended: where the claim was seen first", "give itemReviewed.firstAppearance, where known"),
    # Dates.
    Rule("date-unreadable", _E, checks.date_unreadable,
         "it is no date of ISO 8601", "write 2024-06-01, or leave it out"),
    Rule("date-form", _W, checks.date_form,
         "it is nearly a date of ISO 8601; strict readers drop it", "write 2024-06-01 or 2024-06-01T09:30:00+02:00"),
    Rule("date-coarse", _N, checks.date_coarse,
         "it is a month or a year; some readers take the first day", "give the day, where known"),
    Rule("date-future", _E, checks.date_future,
         "it lies ahead", "give the day on which it was"),
    Rule("review-before-claim", _E, checks.review_before_claim,
         "what is reviewed has been said", "mend one of the two dates"),
)
# fmt: on
BY_ID = {rule.id: rule for rule in RULES}
