//! From what a dispatcher types to the buildings that may be meant.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::housing::query::TypedAs;
use tenants::housing::{self, Candidate, Found, Hint};
use tenants::ids::{BuildingId, CommunityId, StreetId};
use tenants::text::Text;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
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
    #[param(value_type = String, min_length = 1, max_length = 300)]
    line: Line,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FoundOut {
    /// The likeliest first
    candidates: Vec<CandidateOut>,
    /// The one building that was certainly meant; null when somebody has to choose
    #[schema(value_type = Option<Uuid>)]
    certain_building_id: Option<BuildingId>,
    /// Why no building is offered: street_missing, street_unknown, house_unknown
    hint: Option<&'static str>,
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
    /// name, old_name, other_name, beginning, likeness
    found_by: &'static str,
    /// The old or other name by which the street was found
    alias: Option<String>,
    /// cyrillic, latin_layout, russian_layout
    typed_as: &'static str,
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
            found_by: candidate.found_by.code(),
            alias: candidate.alias,
            typed_as: match candidate.typed_as {
                TypedAs::Cyrillic => "cyrillic",
                TypedAs::LatinLayout => "latin_layout",
                TypedAs::RussianLayout => "russian_layout",
            },
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
