//! From the text of a bulletin to the buildings that it means.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::db::CommunityTx;
use tenants::housing::{self, Bulletin, MeantPlace, MeantStreet, Uncertain};
use tenants::ids::{BuildingId, CommunityId, PlaceId, StreetId};
use tenants::text::Text;
use utoipa::ToSchema;

use crate::app::App;
use crate::document::shapes::BulletinTextIn;
use crate::error::Problem;
use crate::extract::{Caller, Command, Path};
use crate::reply::Reply;

/// A long day's announcement has some thousand characters.
type BulletinText = Text<20_000>;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulletinIn {
    /// `вул. Келецька, 122, 124–128, 1–87; пров. Дачний; туп. Шевченка, 3А`
    #[schema(value_type = BulletinTextIn)]
    text: BulletinText,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BulletinOut {
    /// That are certainly meant, each once
    buildings: Vec<NamedBuildingOut>,
    /// The streets that were understood, in the order of the text
    streets: Vec<MeantStreetOut>,
    /// Places that are no building, in the order of the text
    places: Vec<MeantPlaceOut>,
    /// All that somebody has to look at, in the order of the text
    uncertain: Vec<UncertainOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NamedBuildingOut {
    #[schema(value_type = Uuid)]
    id: BuildingId,
    /// As it is printed
    address: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeantStreetOut {
    /// As it stands in the text
    text: String,
    #[schema(value_type = Uuid)]
    street_id: StreetId,
    /// As it is printed
    street: String,
    /// No house was named: all of it
    whole: bool,
    /// How many of its buildings are meant
    buildings: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MeantPlaceOut {
    /// As it stands in the text
    text: String,
    #[schema(value_type = Uuid)]
    place_id: PlaceId,
    /// As it is printed
    place: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct UncertainOut {
    /// As it stands in the text
    text: String,
    /// not_understood, ambiguous (`12-5`), open_range (`–12`), no_side (`1–88`), names_flat,
    /// no_such_house, unknown_street, which_street, unknown_settlement, which_settlement,
    /// only_settlement, crossroads, microdistrict
    reason: &'static str,
    /// Streets that may be meant
    streets: Vec<NamedStreetOut>,
    /// Buildings that may be meant
    buildings: Vec<NamedBuildingOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NamedStreetOut {
    #[schema(value_type = Uuid)]
    id: StreetId,
    /// As it is printed
    street: String,
}

fn named(buildings: Vec<(BuildingId, String)>) -> Vec<NamedBuildingOut> {
    buildings
        .into_iter()
        .map(|(id, address)| NamedBuildingOut { id, address })
        .collect()
}

impl From<MeantStreet> for MeantStreetOut {
    fn from(meant: MeantStreet) -> Self {
        Self {
            text: meant.text,
            street_id: meant.id,
            street: meant.printed,
            whole: meant.whole,
            buildings: meant.buildings,
        }
    }
}

impl From<MeantPlace> for MeantPlaceOut {
    fn from(meant: MeantPlace) -> Self {
        Self {
            text: meant.text,
            place_id: meant.id,
            place: meant.printed,
        }
    }
}

impl From<Uncertain> for UncertainOut {
    fn from(uncertain: Uncertain) -> Self {
        Self {
            text: uncertain.text,
            reason: uncertain.doubt.code(),
            streets: uncertain
                .streets
                .into_iter()
                .map(|(id, street)| NamedStreetOut { id, street })
                .collect(),
            buildings: named(uncertain.buildings),
        }
    }
}

impl From<Bulletin> for BulletinOut {
    fn from(bulletin: Bulletin) -> Self {
        Self {
            buildings: named(bulletin.buildings),
            streets: bulletin.streets.into_iter().map(Into::into).collect(),
            places: bulletin.places.into_iter().map(Into::into).collect(),
            uncertain: bulletin.uncertain.into_iter().map(Into::into).collect(),
        }
    }
}

/// The buildings that a bulletin means, and whatever is not certain of it; writes nothing
#[utoipa::path(
    operation_id = "housing.read_bulletin",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    request_body = BulletinIn,
    responses((status = 200, description = "What it says", body = BulletinOut))
)]
#[post("/communities/{community_id}/bulletins/read")]
pub async fn read_bulletin(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<BulletinIn>,
) -> Result<Reply, Problem> {
    let text = command.body.text;
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(BulletinOut::from(housing::read_bulletin(
            tx,
            text.as_str(),
        )?))
    };
    // Reading twice reads the same: the reply need not be kept under its key.
    let out = app
        .database
        .read_community("housing.read_bulletin", &caller, community.0, work)
        .await?;
    Ok(Reply::ok(&out)?.read())
}
