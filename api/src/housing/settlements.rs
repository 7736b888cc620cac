//! The settlements of a community.

use actix_web::{get, web};
use serde::Serialize;
use tenants::housing::{self, Settlement};
use tenants::ids::{CommunityId, SettlementId};
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path};
use crate::reply::{Page, Reply};

#[derive(Debug, Serialize, ToSchema)]
pub struct SettlementOut {
    #[schema(value_type = Uuid)]
    id: SettlementId,
    /// Code in the national classifier
    katottg: String,
    name: String,
    /// The classifier's letter: M, T, C, X
    category: String,
}

impl From<Settlement> for SettlementOut {
    fn from(settlement: Settlement) -> Self {
        Self {
            id: settlement.id,
            katottg: settlement.katottg,
            name: settlement.name,
            category: settlement.category,
        }
    }
}

/// All settlements of the community, by name
#[utoipa::path(
    operation_id = "housing.settlements",
    tag = "housing",
    params(("community_id" = Uuid, Path)),
    responses((status = 200, description = "All on one page", body = Page<SettlementOut>))
)]
#[get("/communities/{community_id}/settlements")]
pub async fn settlements(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
) -> Result<Reply, Problem> {
    let work = |tx: &mut tenants::db::CommunityTx<'_>| Ok(housing::settlements(tx)?);
    let all = app
        .database
        .read_community("housing.settlements", &caller, community.0, work)
        .await?;
    let items = all.into_iter().map(SettlementOut::from).collect();
    Reply::page(&Page { items, next: None })
}
