//! What schemathesis finds although nothing is wrong, with the reasons: mostly because a
//! document can say what a field looks like, and not what is there.

use super::judge::Failure;

/// A check that may fail upon a problem of this code, in this field when it is named.
struct Exception {
    check: &'static str,
    code: &'static str,
    field: &'static str,
    why: &'static str,
}

macro_rules! exceptions {
    ($($check:literal $code:literal $(in $field:literal)?: $why:literal;)+) => {
        const EXCEPTIONS: &[Exception] = &[$(Exception {
            check: $check,
            code: $code,
            field: concat!($($field)?),
            why: $why,
        },)+];
    };
}

exceptions! {
    "positive_data_acceptance" "stale" in "If-Match": "a well-formed ETag of a version that is past";
    "positive_data_acceptance" "unknown_reference": "a well-formed name of something that is not there";
    "positive_data_acceptance" "invalid_parameter" in "number":
        "a search is by exactly one of three parameters, which a document cannot say";
    "positive_data_acceptance" "invalid_parameter" in "phone": "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "applicant.phone": "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "duty_phone": "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "password": "easy to guess, or the login itself";
    "positive_data_acceptance" "invalid_field" in "place.id": "present or absent as the kind of place demands";
    "positive_data_acceptance" "invalid_field" in "scope": "a role that is not held in places of this kind";
    "positive_data_acceptance" "invalid_field" in "memberships": "a role that is not held in places of this kind";
    "positive_data_acceptance" "invalid_field" in "valid_to": "an end before the beginning";
    "positive_data_acceptance" "invalid_field" in "used_to": "an end before the beginning";
    "positive_data_acceptance" "invalid_field" in "used_from": "an end before the beginning";
    "positive_data_acceptance" "invalid_field" in "number": "whether it is the number of one house is found by reading it";
    "positive_data_acceptance" "invalid_field" in "latitude": "comes with the longitude, and goes with it";
    "positive_data_acceptance" "invalid_field" in "longitude": "comes with the latitude, and goes with it";
    "positive_data_acceptance" "invalid_field" in "first_flat": "comes with the last one, and goes with it";
    "positive_data_acceptance" "invalid_field" in "last_flat": "comes with the first one, and not before it";
    "positive_data_acceptance" "invalid_field" in "flat_queues[].last_flat": "not before the first one";
    "positive_data_acceptance" "link_refused": "well formed, and no mail has ever had it";
    "negative_data_rejection" "link_refused": "whoever shows no link is not told what a password must be";
    "positive_data_acceptance" "invalid_field" in "words": "a correction in which nothing is corrected";
    "unsupported_method" "invalid_parameter" in "appeal_id":
        "appeals/search is no appeal: PATCH there reaches the appeal of that name";
}

pub(super) fn is_explained(failure: &Failure) -> bool {
    // Whichever of a list it is.
    let field = failure.field.replace(|c: char| c.is_ascii_digit(), "");
    EXCEPTIONS.iter().any(|one| {
        one.check == failure.check
            && one.code == failure.code
            && (one.field.is_empty() || field == one.field)
            && !one.why.is_empty()
    })
}
