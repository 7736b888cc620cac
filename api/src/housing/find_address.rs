//! From what a dispatcher types to the buildings that may be meant.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::housing::{self, Candidate, Elsewhere, Found, Hint, PlaceCandidate, Reason};
use tenants::ids::{BuildingId, CommunityId, PlaceId, StreetId};
use tenants::text::Text;
use utoipa::{IntoParams, ToSchema};

use super::settlements::SettlementOut;
use crate::app::App;
use crate::document::shapes::LineIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::Reply;

/// No address is longer; a longer line is a slip of the clipboard.
type Line = Text<300>;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FindAddressIn {
    /// As it is typed: `Соборна 12 а`, `вул. Солов'їна, 7`, `Cj,jhyf 12 f`
    #[param(value_type = LineIn, inline)]
    line: Line,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FoundOut {
    /// The likeliest first
    candidates: Vec<CandidateOut>,
    /// The one building that was certainly meant; null when somebody has to choose
    #[schema(value_type = Option<Uuid>)]
    certain_building_id: Option<BuildingId>,
    /// What to ask the caller: street_missing, street_unknown, house_unknown, house_unread (no
    /// number of a house), which_settlement, only_settlement, other_community
    hint: Option<&'static str>,
    /// With only_settlement: those that are called so
    settlements: Vec<SettlementOut>,
    /// Places that are no building and that may be meant, when the line leads to no building
    places: Vec<PlaceFoundOut>,
    /// Settlements of other communities that the line names, when it leads to no building here;
    /// with other_community nobody here has one of that name
    elsewhere: Vec<ElsewhereOut>,
}

/// Crossroads, a park, a bridge.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceFoundOut {
    #[schema(value_type = Uuid)]
    place_id: PlaceId,
    /// As it is printed
    address: String,
}

impl From<PlaceCandidate> for PlaceFoundOut {
    fn from(place: PlaceCandidate) -> Self {
        Self {
            place_id: place.id,
            address: place.address,
        }
    }
}

/// A settlement of another community of the region.
#[derive(Debug, Serialize, ToSchema)]
pub struct ElsewhereOut {
    settlement: String,
    katottg: String,
    #[schema(value_type = Uuid)]
    community_id: CommunityId,
    /// What that community is called
    community: String,
}

impl From<Elsewhere> for ElsewhereOut {
    fn from(one: Elsewhere) -> Self {
        Self {
            settlement: one.settlement,
            katottg: one.katottg,
            community_id: one.community,
            community: one.name,
        }
    }
}

/// A building, or a street when it has no house of that number.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateOut {
    /// As it is printed
    address: String,
    #[schema(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
    #[schema(value_type = Uuid)]
    street_id: StreetId,
    /// The flat that was typed
    flat: Option<String>,
    /// In which that flat is, when one entrance alone has it; else the one that was typed
    entrance: Option<i32>,
    /// name, old_name, russian_name, other_name, beginning, likeness
    found_by: &'static str,
    /// The old or other name by which the street was found
    alias: Option<String>,
    /// cyrillic, look_alikes, latin_layout, russian_layout
    typed_as: &'static str,
    /// Why it is not simply what was typed: old_name, russian_form, colloquial_name, latin_layout,
    /// russian_layout, look_alike_letters, spelling, beginning, typo, other_type, ambiguous_house
    /// (`12-5` is 12/5 or house 12, flat 5), ambiguous_type («пр.»), no_such_house, house_first
    /// («1 Соборна»), more_behind («Соборна 12 біля школи»), house_unread («Соборна 128130»)
    reasons: Vec<&'static str>,
    /// What of the line was not understood: «біля школи»
    unread: Option<String>,
    /// Likely only: never to be taken without looking
    fuzzy: bool,
    /// 0 to 1; only the order matters
    score: f64,
}

impl From<Candidate> for CandidateOut {
    fn from(candidate: Candidate) -> Self {
        let street = format!(
            "{}, {} {}",
            candidate.settlement,
            candidate.street_kind.short(),
            candidate.street
        );
        let (building_id, address) = match candidate.building {
            Some((id, number)) => (Some(id), format!("{street}, {number}")),
            None => (None, street),
        };
        Self {
            address,
            building_id,
            street_id: candidate.street_id,
            flat: candidate.flat,
            entrance: candidate.entrance,
            found_by: candidate.found_by.code(),
            alias: candidate.alias,
            typed_as: candidate.typed_as.code(),
            reasons: candidate.reasons.into_iter().map(Reason::code).collect(),
            unread: Some(candidate.unread).filter(|unread| !unread.is_empty()),
            fuzzy: candidate.found_by.is_fuzzy(),
            score: candidate.score,
        }
    }
}

impl FoundOut {
    fn of(found: Found) -> Self {
        Self {
            certain_building_id: found.certain,
            candidates: found
                .candidates
                .into_iter()
                .map(CandidateOut::from)
                .collect(),
            hint: found.hint.map(Hint::code),
            settlements: found
                .settlements
                .into_iter()
                .map(SettlementOut::from)
                .collect(),
            places: found.places.into_iter().map(PlaceFoundOut::from).collect(),
            elsewhere: found
                .elsewhere
                .into_iter()
                .map(ElsewhereOut::from)
                .collect(),
        }
    }
}

/// Buildings that a typed line may mean
#[utoipa::path(
    operation_id = "housing.find_address",
    tag = "housing",
    params(("community_id" = Uuid, Path), FindAddressIn),
    responses((status = 200, description = "Candidates", body = FoundOut))
)]
#[get("/communities/{community_id}/addresses")]
pub async fn find_address(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<FindAddressIn>,
) -> Result<Reply, Problem> {
    let line = query.0.line;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        Ok(FoundOut::of(housing::find(tx, line.as_str())?))
    };
    let out = app
        .database
        .read_community("housing.find_address", &caller, community.0, work)
        .await?;
    Reply::ok(&out)
}
