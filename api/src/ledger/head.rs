//! Where a ledger ends.

use actix_web::{get, web};
use serde::Serialize;
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;
use tenants::ledger::{self, SealedHead};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::Reply;
use crate::time::At;

/// The last event that was sealed. Kept elsewhere, it betrays a tail that was cut off.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadOut {
    /// How many events there are
    position: i64,
    /// SHA-256 over the last event and the hash before it, in hexadecimal digits; null: no event yet
    hash: Option<String>,
    sealed_at: Option<At>,
}

impl From<SealedHead> for HeadOut {
    fn from(end: SealedHead) -> Self {
        Self {
            position: end.head.position,
            hash: end.sealed_at.map(|_| hex::encode(end.head.hash)),
            sealed_at: end.sealed_at.map(At),
        }
    }
}

/// How long the community's ledger is, and its last hash
#[utoipa::path(
    operation_id = "ledger.head",
    tag = "ledger",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "The head", body = HeadOut))
)]
#[get("/communities/{community_id}/ledger")]
pub async fn head(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut CommunityTx<'_>| Ok(ledger::head(tx)?);
    let end = app
        .database
        .read_community("ledger.head", &caller, community.0, work)
        .await?;
    Reply::ok(&HeadOut::from(end))
}
