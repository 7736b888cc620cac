//! Buildings of the registry: create, change, retire.

use actix_web::{patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::house_number::HouseNumber;
use tenants::housing::measure::{Flats, Latitude, Lifts, Longitude, Ordinal, OutageQueue, Storeys};
use tenants::housing::{
    self, Building, BuildingChange, EntryState, FlatQueue, Management, NewBuilding,
};
use tenants::ids::{BuildingId, CommunityId, StreetId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::building::BuildingOut;
use super::out;
use super::position::position;
use crate::app::App;
use crate::document::shapes::{EntryStateIn, HouseNumberIn, ManagementIn, NameIn, OutageQueueIn};
use crate::error::Problem;
use crate::extract::{Caller, Command, IfMatch, Json, Object, Path, given};
use crate::reply::Reply;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlatQueueIn {
    #[schema(value_type = i32, minimum = 1, maximum = 10_000)]
    first_flat: Ordinal,
    #[schema(value_type = i32, minimum = 1, maximum = 10_000)]
    last_flat: Ordinal,
    /// The queue of these flats, where it is another than their building's
    #[schema(value_type = OutageQueueIn)]
    queue: OutageQueue,
}

macro_rules! building_bodies {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $kind:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* $field: $kind,)*
            /// Degrees, WGS 84; together with the longitude, null takes both away
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<f64>, minimum = 44, maximum = 53)]
            latitude: Option<Option<Latitude>>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<f64>, minimum = 22, maximum = 41)]
            longitude: Option<Option<Longitude>>,
            /// Has flats behind a common entrance; otherwise it is private
            multi_flat: Option<bool>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<i32>, minimum = 1, maximum = 200)]
            storeys: Option<Option<Storeys>>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<i32>, minimum = 0, maximum = 100)]
            lifts: Option<Option<Lifts>>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<i32>, minimum = 0, maximum = 10_000)]
            flats: Option<Option<Flats>>,
            /// managing_company, osbb, co_owners
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<ManagementIn>)]
            management: Option<Option<Management>>,
            /// The managing company or the association, by its name; no person
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<NameIn>)]
            manager: Option<Option<Name>>,
            /// Of scheduled switch-offs: 1.1, 18.2
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<OutageQueueIn>)]
            electricity_queue: Option<Option<OutageQueue>>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<NameIn>)]
            feeder: Option<Option<Name>>,
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<NameIn>)]
            boiler_house: Option<Option<Name>>,
            /// All of them: they are replaced as a whole
            #[schema(value_type = Option<Vec<FlatQueueIn>>)]
            flat_queues: Option<Vec<Object<FlatQueueIn>>>,
            /// active, retired
            #[schema(value_type = Option<EntryStateIn>)]
            state: Option<EntryState>,
        }

        impl $name {
            /// What is missing stays as it is.
            fn change(self) -> Result<BuildingChange, Problem> {
                let queues = |queues: Vec<Object<FlatQueueIn>>| {
                    queues.into_iter().map(|Object(queue)| queue.into())
                };
                Ok(BuildingChange {
                    number: None,
                    position: position(self.latitude, self.longitude)?,
                    multi_flat: self.multi_flat,
                    storeys: self.storeys,
                    lifts: self.lifts,
                    flats: self.flats,
                    management: self.management,
                    manager: self.manager,
                    electricity_queue: self.electricity_queue,
                    feeder: self.feeder,
                    boiler_house: self.boiler_house,
                    flat_queues: self.flat_queues.map(|all| queues(all).collect()),
                    state: self.state,
                })
            }
        }
    )+};
}

building_bodies! {
    BuildingIn {
        #[schema(value_type = Uuid)]
        street_id: StreetId,
        /// 12, 12А, 12/3, 12 корп. 2
        #[schema(value_type = HouseNumberIn)]
        number: HouseNumber,
    }
    /// What is missing stays as it is; null takes a value away.
    BuildingChangeIn {
        #[schema(value_type = Option<HouseNumberIn>)]
        number: Option<HouseNumber>,
    }
}

impl From<FlatQueueIn> for FlatQueue {
    fn from(body: FlatQueueIn) -> Self {
        Self {
            first_flat: body.first_flat.get(),
            last_flat: body.last_flat.get(),
            queue: body.queue,
        }
    }
}

/// Takes a building into the registry
#[utoipa::path(
    operation_id = "housing.create_building",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    request_body = BuildingIn,
    responses((status = 201, description = "Its card", body = BuildingOut))
)]
#[post("/communities/{community_id}/buildings")]
pub async fn create_building(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<BuildingIn>,
) -> Result<Reply, Problem> {
    let (community, body) = (community.0, command.body);
    let new = NewBuilding {
        street: body.street_id,
        number: body.number,
        known: body.change()?,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let entry = housing::create_building(tx, &new)?;
        let card = housing::building(tx, entry.id)?;
        let (id, version) = (card.entry.id, card.entry.version);
        let place = format!("/api/v1/communities/{community}/buildings/{id}");
        Ok(Reply::created(place, &BuildingOut::from(card))?.version(version))
    };
    let name = "housing.create_building";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// Changes a building; retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_building",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("building_id" = Uuid, Path)),
    request_body = BuildingChangeIn,
    responses((status = 200, description = "Its card as it is now", body = BuildingOut))
)]
#[patch("/communities/{community_id}/buildings/{building_id}")]
pub async fn change_building(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, BuildingId)>,
    if_match: IfMatch,
    body: Json<BuildingChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), body) = (path.0, body.0);
    let number = body.number;
    let change = BuildingChange {
        number,
        ..body.change()?
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let entry = housing::change_building(tx, id, &change, if_match.expected())?;
        Ok(housing::building(tx, entry.id)?)
    };
    let card = app
        .database
        .change_community("housing.change_building", &caller, community, work)
        .await?;
    reply(card)
}

pub(super) fn reply(card: Building) -> Result<Reply, Problem> {
    let version = card.entry.version;
    out::reply(&BuildingOut::from(card), version)
}
