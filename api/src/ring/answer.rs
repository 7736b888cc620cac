//! What a dispatcher sees while the telephone rings.

use actix_web::{post, web};
use serde::{Deserialize, Serialize};
use tenants::calls::Phone;
use tenants::clock::Moment;
use tenants::db::{CommunityTx, Tx};
use tenants::ids::{BuildingId, CommunityId};
use tenants::ring::{self, CallerCard, Ring, UsualAddress};
use tenants::text::{Flat, Name};
use utoipa::ToSchema;

use crate::app::App;
use crate::appeals::AppealOut;
use crate::document::shapes::PhoneIn;
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, Path};
use crate::housing::BuildingOut;
use crate::reply::Reply;
use crate::responsibilities::ServiceResponsibleOut;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RingIn {
    /// Who calls, as the number is said
    #[schema(value_type = Option<PhoneIn>)]
    phone: Option<Phone>,
    /// Where it is; without it the usual address of earlier calls is taken
    #[schema(value_type = Option<Uuid>)]
    building_id: Option<BuildingId>,
}

/// What is known already. What is absent is not known, or not for whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct RingOut {
    /// Who calls; absent without a number, and for those who may not see persons
    #[serde(skip_serializing_if = "Option::is_none")]
    caller: Option<RingCallerOut>,
    /// The card of the building that was given, or of the usual address
    #[serde(skip_serializing_if = "Option::is_none")]
    building: Option<BuildingOut>,
    /// For every service of the catalogue, who answers at this building, with the duty telephone
    #[serde(skip_serializing_if = "Option::is_none")]
    services: Option<Vec<ServiceResponsibleOut>>,
}

/// What earlier calls from the number tell.
#[derive(Debug, Serialize, ToSchema)]
pub struct RingCallerOut {
    /// As it was given last
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    usual_address: Option<UsualAddressOut>,
    /// What they called about before: open ones first, then the newest; at most 20
    appeals: Vec<AppealOut>,
}

/// Where somebody calls from most often.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsualAddressOut {
    #[schema(value_type = Uuid)]
    building_id: BuildingId,
    /// As it is printed
    place: String,
    #[schema(value_type = Option<String>)]
    flat: Option<Flat>,
    /// How many of the latest calls were about it
    calls: usize,
}

impl From<UsualAddress> for UsualAddressOut {
    fn from(usual: UsualAddress) -> Self {
        Self {
            building_id: usual.building,
            place: usual.place,
            flat: usual.flat,
            calls: usual.calls,
        }
    }
}

impl RingCallerOut {
    fn of(card: CallerCard, now: Moment) -> Self {
        let appeal = |appeal| AppealOut::of(appeal, now);
        Self {
            name: card.name,
            usual_address: card.usual.map(UsualAddressOut::from),
            appeals: card.appeals.into_iter().map(appeal).collect(),
        }
    }
}

impl RingOut {
    fn of(ring: Ring, now: Moment) -> Self {
        let (building, services) = ring.here.map(|here| (here.building, here.services)).unzip();
        Self {
            caller: ring.caller.map(|card| RingCallerOut::of(card, now)),
            building: building.map(BuildingOut::from),
            services: services.map(|all| all.into_iter().map(Into::into).collect()),
        }
    }
}

/// Who calls, from where, and who answers there: by telephone, by building, or by both
///
/// Looking up a telephone is recorded in the community's ledger. Nothing else is written: the
/// number stands in the body because addresses are kept by whatever they pass.
#[utoipa::path(
    operation_id = "ring.answer",
    tag = "calls",
    params(("community_id" = Uuid, Path)),
    request_body = RingIn,
    responses((status = 200, description = "What is known", body = RingOut))
)]
#[post("/communities/{community_id}/ring")]
pub async fn answer(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<RingIn>,
) -> Result<Reply, Problem> {
    let RingIn { phone, building_id } = command.body;
    if phone.is_none() && building_id.is_none() {
        return Err(Problem::new(Code::InvalidField)
            .field("phone")
            .reason("give phone, building_id or both"));
    }
    let work = move |tx: &mut CommunityTx<'_>| {
        let ring = ring::answer(tx, phone.as_ref(), building_id)?;
        Ok(RingOut::of(ring, tx.now()))
    };
    let out = app
        .database
        .read_community("ring.answer", &caller, community.0, work)
        .await?;
    Ok(Reply::ok(&out)?.read())
}
