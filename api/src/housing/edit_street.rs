//! Streets of the registry: create, look at, rename, retire.

use actix_web::{get, patch, post, web};
use serde::Deserialize;
use tenants::db::CommunityTx;
use tenants::housing::street::StreetKind;
use tenants::housing::{self, EntryState, NewStreet, Renaming, StreetCard, StreetChange};
use tenants::ids::{CommunityId, SettlementId, StreetId};
use tenants::text::Name;
use utoipa::ToSchema;

use super::out::{self, StreetCardOut};
use crate::app::App;
use crate::document::shapes::{EntryStateIn, NameIn, StreetKindIn};
use crate::error::{Code, Problem};
use crate::extract::{Caller, Command, IfMatch, Json, Path};
use crate::reply::Reply;
use crate::time::Day;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreetIn {
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    /// vulytsia, provulok, prospekt and so on
    #[schema(value_type = StreetKindIn)]
    kind: StreetKind,
    /// Without its kind
    #[schema(value_type = NameIn)]
    name: Name,
}

/// What is missing stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreetChangeIn {
    #[schema(value_type = Option<StreetKindIn>)]
    kind: Option<StreetKind>,
    #[schema(value_type = Option<NameIn>)]
    name: Option<Name>,
    /// The first day of the new name, today when absent; the old one stays known as an alias
    renamed_on: Option<Day>,
    /// The street never was called as it stood here: the old spelling is forgotten
    misspelt: Option<bool>,
    /// active, retired
    #[schema(value_type = Option<EntryStateIn>)]
    state: Option<EntryState>,
}

impl StreetChangeIn {
    fn parse(self) -> Result<StreetChange, Problem> {
        let is_renamed = self.name.is_some() || self.kind.is_some();
        let alone = |field: &str| {
            let problem = Problem::new(Code::InvalidField).field(field);
            Err(problem.reason("goes with a new name or kind"))
        };
        let renaming = match (self.renamed_on, self.misspelt.unwrap_or(false)) {
            (None, false) => Renaming::Today,
            (Some(_), _) if !is_renamed => return alone("renamed_on"),
            (None, true) if !is_renamed => return alone("misspelt"),
            (Some(Day(day)), false) => Renaming::On(day),
            (None, true) => Renaming::Misspelt,
            (Some(_), true) => {
                return Err(Problem::new(Code::InvalidField)
                    .field("renamed_on")
                    .reason("what was misspelt was not renamed"));
            }
        };
        Ok(StreetChange {
            kind: self.kind,
            name: self.name,
            renaming,
            state: self.state,
        })
    }
}

/// Takes a street into the registry
#[utoipa::path(
    operation_id = "housing.create_street",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    request_body = StreetIn,
    responses((status = 201, description = "The street", body = StreetCardOut))
)]
#[post("/communities/{community_id}/streets")]
pub async fn create_street(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    command: Command<StreetIn>,
) -> Result<Reply, Problem> {
    let (community, body) = (community.0, command.body);
    let new = NewStreet {
        settlement: body.settlement_id,
        kind: body.kind,
        name: body.name,
    };
    let work = move |tx: &mut CommunityTx<'_>| {
        let card = housing::create_street(tx, &new)?;
        let (id, version) = (card.street.id, card.street.version);
        let place = format!("/api/v1/communities/{community}/streets/{id}");
        Ok(Reply::created(place, &StreetCardOut::from(card))?.version(version))
    };
    let name = "housing.create_street";
    app.database
        .write_community(name, &caller, command.key, community, work)
        .await
}

/// One street with all its names, also a retired one
#[utoipa::path(
    operation_id = "housing.street",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("street_id" = Uuid, Path)),
    responses((status = 200, description = "The street", body = StreetCardOut))
)]
#[get("/communities/{community_id}/streets/{street_id}")]
pub async fn street(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, StreetId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut CommunityTx<'_>| Ok(housing::street(tx, id)?);
    let card = app
        .database
        .read_community("housing.street", &caller, community, work)
        .await?;
    reply(card)
}

/// Renames a street, corrects it, retires it, or takes it back
#[utoipa::path(
    operation_id = "housing.change_street",
    tag = "housing",
    params(("community_id" = Uuid, Path), ("street_id" = Uuid, Path)),
    request_body = StreetChangeIn,
    responses((status = 200, description = "The street as it is now", body = StreetCardOut))
)]
#[patch("/communities/{community_id}/streets/{street_id}")]
pub async fn change_street(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, StreetId)>,
    if_match: IfMatch,
    body: Json<StreetChangeIn>,
) -> Result<Reply, Problem> {
    let ((community, id), change) = (path.0, body.0.parse()?);
    let work = move |tx: &mut CommunityTx<'_>| {
        Ok(housing::change_street(
            tx,
            id,
            &change,
            if_match.expected(),
        )?)
    };
    let card = app
        .database
        .change_community("housing.change_street", &caller, community, work)
        .await?;
    reply(card)
}

fn reply(card: StreetCard) -> Result<Reply, Problem> {
    let version = card.street.version;
    out::reply(&StreetCardOut::from(card), version)
}
