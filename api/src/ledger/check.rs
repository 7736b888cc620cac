//! Whether a stretch of a ledger holds.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::db::CommunityTx;
use tenants::ids::CommunityId;
use tenants::ledger::{self, Break, Stretch};
use utoipa::{IntoParams, ToSchema};

use super::HeadOut;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::Reply;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckIn {
    /// Up to which position it was checked before: the `next` of the stretch before; from the
    /// beginning when absent
    #[param(minimum = 0)]
    after: Option<i64>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StretchOut {
    head: HeadOut,
    /// The last position that holds
    checked_to: i64,
    /// null: nothing is wrong so far
    broken: Option<BreakOut>,
    /// After which position to go on; null: there is no more
    next: Option<i64>,
}

/// Where the ledger does not hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct BreakOut {
    /// gap, changed, cut_off, head_changed
    code: &'static str,
    position: i64,
    /// For engineers
    reason: String,
}

impl From<Break> for BreakOut {
    fn from(broken: Break) -> Self {
        Self {
            code: broken.code(),
            position: broken.position(),
            reason: broken.to_string(),
        }
    }
}

impl From<Stretch> for StretchOut {
    fn from(stretch: Stretch) -> Self {
        Self {
            next: stretch.next(),
            head: stretch.head.into(),
            checked_to: stretch.checked_to,
            broken: stretch.broken.map(Into::into),
        }
    }
}

/// Whether the next ten thousand events are the ones that were sealed
///
/// Go on with `next` until it is null: then the whole chain was walked.
#[utoipa::path(
    operation_id = "ledger.check",
    tag = "ledger",
    params(("community_id" = Uuid, Path), CheckIn),
    responses((status = 200, description = "What came of it", body = StretchOut))
)]
#[get("/communities/{community_id}/ledger/check")]
pub async fn check(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<CheckIn>,
) -> Result<Reply, Problem> {
    let after = query.0.after.unwrap_or(0);
    let work = move |tx: &mut CommunityTx<'_>| Ok(ledger::check(tx, after)?);
    let stretch = app
        .database
        .read_community("ledger.check", &caller, community.0, work)
        .await?;
    Reply::ok(&StretchOut::from(stretch))
}
