//! What schemathesis finds although nothing is wrong, with the reasons: mostly because a
//! document can say what a field looks like, and not what is there.

use std::collections::BTreeMap;
use std::fmt;

use super::judge::Failure;

/// A check that may fail upon a problem of this code; in this field, and with these words in its
/// own reason, when they are named.
struct Exception {
    check: &'static str,
    code: &'static str,
    field: &'static str,
    reason: &'static str,
    why: &'static str,
}

macro_rules! exceptions {
    ($($check:literal $code:literal $(in $field:literal)? $(for $reason:literal)?: $why:literal;)+) => {
        const EXCEPTIONS: &[Exception] = &[$(Exception {
            check: $check,
            code: $code,
            field: concat!($($field)?),
            reason: concat!($($reason)?),
            why: $why,
        },)+];
    };
}

exceptions! {
    "positive_data_acceptance" "stale" in "If-Match": "a well-formed ETag of a version that is past";
    "positive_data_acceptance" "unknown_reference": "a well-formed name of something that is not there";
    "positive_data_acceptance" "link_refused": "well formed, and no mail has ever had it";
    "positive_data_acceptance" "enrolment_refused": "well formed, and sealed by nobody";
    "negative_data_rejection" "link_refused": "whoever shows no link is not told what a password must be";

    // Fields that depend on each other.
    "positive_data_acceptance" "invalid_field" in "number" for "search by exactly one of":
        "one of three, which a document cannot say of fields that may be null";
    "positive_data_acceptance" "invalid_field" in "phone" for "give phone, building_id or both":
        "one of two, which a document cannot say of fields that may be null";
    "positive_data_acceptance" "invalid_field" in "words" for "there is nothing to change":
        "a correction in which nothing is corrected";
    "positive_data_acceptance" "invalid_field" in "place.id" for "must be absent": "as the kind of place demands";
    "positive_data_acceptance" "invalid_field" in "place.id" for "is missing": "as the kind of place demands";
    "positive_data_acceptance" "invalid_field" in "scope" for "does not exist in a scope of this kind":
        "a role is held in places of one kind";
    "positive_data_acceptance" "invalid_field" in "memberships" for "does not exist in a scope of this kind":
        "a role is held in places of one kind";
    "positive_data_acceptance" "invalid_field" in "password" for "either a password or an address":
        "one of two, which a document cannot say of fields that may be null";
    "positive_data_acceptance" "invalid_field" in "latitude" for "are given together": "both or none";
    "positive_data_acceptance" "invalid_field" in "longitude" for "are given together": "both or none";
    "positive_data_acceptance" "invalid_field" in "first_flat" for "are given together": "both or none";
    "positive_data_acceptance" "invalid_field" in "last_flat" for "are given together": "both or none";
    "positive_data_acceptance" "invalid_field" in "last_flat" for "must not be before the first": "two numbers in their order";
    "positive_data_acceptance" "invalid_field" in "flat_queues[].last_flat" for "must not be before":
        "two numbers in their order";
    "positive_data_acceptance" "invalid_field" in "katottg" for "as the region's own code": "which region, the address says";
    "positive_data_acceptance" "invalid_field" in "katottg" for "of a settlement of this community":
        "which community, the address says";
    "positive_data_acceptance" "invalid_field" in "renamed_on" for "what was misspelt was not renamed":
        "one of two";
    "positive_data_acceptance" "invalid_field" in "renamed_on" for "goes with a new name or kind":
        "a day on which nothing happened";
    "positive_data_acceptance" "invalid_field" in "misspelt" for "goes with a new name or kind":
        "a correction in which nothing is corrected";
    "positive_data_acceptance" "invalid_field" in "renamed_on" for "must not be": "a day between the last renaming and today";
    "positive_data_acceptance" "invalid_field" in "used_from" for "must not be after today": "which day is today";
    "positive_data_acceptance" "invalid_field" in "street_id" for "where two streets cross": "as the kind of place demands";
    "positive_data_acceptance" "invalid_field" in "crossing_street_id" for "where two streets cross":
        "as the kind of place demands";
    "positive_data_acceptance" "invalid_field" in "crossing_street_id" for "must be another street":
        "a field that differs from another";
    "positive_data_acceptance" "invalid_field" in "valid_to" for "must end after it begins": "two moments in their order";
    "positive_data_acceptance" "invalid_field" in "used_to" for "must be after the day": "two days in their order";

    // What is read is more than a pattern can say.
    "positive_data_acceptance" "invalid_field" in "phone" for "is not a telephone number": "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "applicant.phone" for "is not a telephone number":
        "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "duty_phone" for "is not a telephone number":
        "digits that nobody can be called by";
    "positive_data_acceptance" "invalid_field" in "password" for "is easy to guess": "which are, no pattern says";
    "positive_data_acceptance" "invalid_field" in "password" for "must not be the login": "a field that differs from another";
    "positive_data_acceptance" "invalid_field" in "number" for "not understood as a house number": "found by reading it";
    "positive_data_acceptance" "invalid_field" in "number" for "read in more than one way": "found by reading it";
    "positive_data_acceptance" "invalid_field" in "number" for "names a flat or an entrance": "found by reading it";
    "positive_data_acceptance" "invalid_field" in "name" for "must have a letter or a digit": "which signs are letters";

    "positive_data_acceptance" "invalid_parameter" in "utility_id" for "found `N` at 0":
        "where an earlier answer says null, schemathesis goes on to utilities/None";
    "unsupported_method" "invalid_parameter" in "appeal_id":
        "appeals/search is no appeal: GET and PATCH there reach the appeal of that name";
}

/// Why it is right all the same; nothing when nobody has said so.
pub(super) fn explanation(failure: &Failure) -> Option<String> {
    // Whichever of a list it is.
    let field = failure.field.replace(|c: char| c.is_ascii_digit(), "");
    let one = EXCEPTIONS.iter().find(|one| {
        one.check == failure.check
            && one.code == failure.code
            && (one.field.is_empty() || field == one.field)
            && failure.reason.contains(one.reason)
    })?;
    Some(one.to_string())
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            check,
            code,
            field,
            why,
            ..
        } = self;
        write!(f, "{check} {code} {field:?}: {why}")
    }
}

/// Those that nothing was explained by.
pub(super) fn needless(explained: &BTreeMap<String, usize>) -> Vec<String> {
    let all = EXCEPTIONS.iter().map(Exception::to_string);
    all.filter(|one| !explained.contains_key(one)).collect()
}
