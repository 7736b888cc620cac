//! Who am I, and what may I do where?

use actix_web::{get, web};
use serde::Serialize;
use tenants::access::{Membership, Scope};
use tenants::ids::{AccountId, RegionId};
use tenants::text::Name;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::app::App;
use crate::error::Problem;
use crate::extract::Caller;
use crate::reply::Reply;
use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct MeOut {
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    #[schema(value_type = Uuid)]
    region_id: RegionId,
    memberships: Vec<MembershipOut>,
    /// In a browser session only
    #[serde(flatten)]
    browser: Option<BrowserOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BrowserOut {
    #[schema(value_type = String)]
    name: Name,
    /// For the header `X-Varta-CSRF` of every change; the same as long as the session lasts
    csrf_token: String,
    /// Whether signing in and unlocking take a code beside the password
    second_factor: bool,
    /// When the session ends, however busy it is
    ends_at: At,
    /// Seconds without anybody's work after which the session locks. What a page asks by itself
    /// says `X-Varta-Background: 1` and is nobody's work.
    locks_after: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipOut {
    /// dispatcher, community_administrator, utility_staff, …
    role: &'static str,
    /// community, utility or region
    scope: &'static str,
    id: Uuid,
}

/// The caller's account, region and roles
#[utoipa::path(
    operation_id = "me.see",
    tag = "me",
    responses((status = 200, description = "The caller", body = MeOut))
)]
#[get("/me")]
pub async fn see(app: web::Data<App>, caller: Caller) -> Result<Reply, Problem> {
    let locks_after = app.settings.auth.idle_lock().num_seconds();
    let me = MeOut {
        account_id: caller.account,
        region_id: caller.actor.region(),
        memberships: caller
            .actor
            .memberships()
            .iter()
            .map(MembershipOut::from)
            .collect(),
        browser: caller.browser.map(|browser| BrowserOut {
            name: browser.name,
            csrf_token: browser.csrf_token,
            second_factor: browser.second_factor,
            ends_at: At(browser.ends_at),
            locks_after,
        }),
    };
    Ok(Reply::ok(&me)?.secret())
}

impl From<&Membership> for MembershipOut {
    fn from(membership: &Membership) -> Self {
        let (scope, id) = match membership.scope {
            Scope::Community(id) => ("community", id.uuid()),
            Scope::Utility(id) => ("utility", id.uuid()),
            Scope::Region(id) => ("region", id.uuid()),
        };
        Self {
            role: membership.role.code(),
            scope,
            id,
        }
    }
}
