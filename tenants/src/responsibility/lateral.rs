//! Who is to be turned to first, as a part of other statements.

/// The order in which candidates come: the most specific place; at the same place who answers
/// on both sides of the inlet, then who answers for the house's own side; then the newest.
macro_rules! candidates_in_order {
    () => {
        "c.rank, \
         CASE c.boundary WHEN 'after_inlet' THEN 2 WHEN 'before_inlet' THEN 3 ELSE 1 END, \
         c.valid_from DESC, c.id"
    };
}
pub(crate) use candidates_in_order;

/// Whether the utility `u` answers at a moment: while it is closed it answers for nothing.
macro_rules! is_open_at {
    ($moment:literal) => {
        concat!("NOT u.closed_during @> ", $moment)
    };
}
pub(crate) use is_open_at;

/// At most one row `(utility_id)`, for a LATERAL join after two relations:
/// `asked (community_id, region_id, service_code, at)`, one row, and
/// `place (building_id, street_id, settlement_id)`, of that community.
///
/// Four short index ranges, one for each kind of place: with OR, all houses of the community
/// for which the service is recorded would be read.
macro_rules! responsible_utility {
    () => {
        concat!(
            "SELECT c.utility_id FROM ( \
               SELECT 1 AS rank, r.* FROM responsibilities r \
               WHERE r.community_id = asked.community_id AND r.building_id = place.building_id \
                 AND r.service_code = asked.service_code \
               UNION ALL \
               SELECT 2, r.* FROM responsibilities r \
               WHERE r.community_id = asked.community_id AND r.street_id = place.street_id \
                 AND r.service_code = asked.service_code \
               UNION ALL \
               SELECT 3, r.* FROM responsibilities r \
               WHERE r.community_id = asked.community_id \
                 AND r.settlement_id = place.settlement_id \
                 AND r.service_code = asked.service_code \
               UNION ALL \
               SELECT 4, r.* FROM responsibilities r \
               WHERE r.community_id = asked.community_id AND r.place_kind = 'community' \
                 AND r.service_code = asked.service_code \
             ) c \
             JOIN utilities u ON u.region_id = asked.region_id AND u.id = c.utility_id \
                             AND ",
            crate::responsibility::is_open_at!("asked.at"),
            " WHERE c.valid_from <= asked.at AND (c.valid_to IS NULL OR c.valid_to > asked.at) \
             ORDER BY ",
            crate::responsibility::candidates_in_order!(),
            " LIMIT 1"
        )
    };
}
pub(crate) use responsible_utility;
