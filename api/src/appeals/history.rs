//! The history of an appeal, from the ledger.

use actix_web::{get, web};
use serde::Serialize;
use serde_json::value::RawValue;
use tenants::appeals;
use tenants::ids::{AccountId, AppealId, CommunityId, UtilityId};
use tenants::ledger::{self, HistoryEntry};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};
use crate::time::At;

/// One step, as the ledger has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepOut {
    /// Its place in the community's ledger; null for the moment until it is sealed
    position: Option<i64>,
    /// What happened, such as appeal.registered
    kind: String,
    at: At,
    #[schema(value_type = Option<Uuid>)]
    account_id: Option<AccountId>,
    /// The role in which it was done
    role: String,
    #[schema(value_type = Option<Uuid>)]
    utility_id: Option<UtilityId>,
    /// What the event says; its members depend on the kind
    #[schema(value_type = Object)]
    body: Box<RawValue>,
}

impl TryFrom<HistoryEntry> for StepOut {
    type Error = Problem;

    fn try_from(entry: HistoryEntry) -> Result<Self, Problem> {
        Ok(Self {
            position: entry.position,
            kind: entry.kind,
            at: At(entry.occurred_at),
            account_id: entry.actor_id,
            role: entry.actor_role,
            utility_id: entry.utility_id,
            body: RawValue::from_string(entry.body).map_err(tenants::db::Error::from)?,
        })
    }
}

/// Everything that happened to an appeal, the first first
#[utoipa::path(
    operation_id = "appeals.history",
    tag = "appeals",
    params(("community_id" = Uuid, Path), ("appeal_id" = Uuid, Path)),
    responses((status = 200, description = "The history", body = Page<StepOut>))
)]
#[get("/communities/{community_id}/appeals/{appeal_id}/history")]
pub async fn history(
    app: web::Data<App>,
    caller: Caller,
    path: Path<(CommunityId, AppealId)>,
) -> Result<Reply, Problem> {
    let (community, id) = path.0;
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        appeals::find(tx, id)?;
        ledger::history(tx, id)?
            .into_iter()
            .map(StepOut::try_from)
            .collect::<Result<Vec<_>, _>>()
    };
    let items = app
        .database
        .read_community("appeals.history", &caller, community, work)
        .await?;
    Reply::page(&Page { items, next: None })
}
