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
use crate::extract::Newcomer;
use crate::reply::Reply;
use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct MeOut {
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    #[schema(value_type = Uuid)]
    region_id: RegionId,
    memberships: Vec<MembershipOut>,
    /// Whether signing in and unlocking take a code beside the password
    second_factor: bool,
    /// Whether the caller has to set one up before they may do anything else
    second_factor_required: bool,
    /// In a browser session only, like what follows
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    name: Option<Name>,
    /// For the header `X-Varta-CSRF` of every change; the same as long as the session lasts
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf_token: Option<String>,
    /// When the session ends, however busy it is
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<At>,
    /// Seconds without anybody's work after which the session locks. What a page asks by itself
    /// says `X-Varta-Background: 1` and is nobody's work.
    #[serde(skip_serializing_if = "Option::is_none")]
    locks_after: Option<i64>,
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
pub async fn see(app: web::Data<App>, newcomer: Newcomer) -> Result<Reply, Problem> {
    let Newcomer(caller) = newcomer;
    let idle_lock = app.settings.auth.idle_lock().num_seconds();
    let browser = caller.browser.as_ref();
    let me = MeOut {
        account_id: caller.account,
        region_id: caller.actor.region(),
        memberships: caller
            .actor
            .memberships()
            .iter()
            .map(MembershipOut::from)
            .collect(),
        second_factor: caller.second_factor,
        second_factor_required: caller.owes_second_factor(&app),
        name: browser.map(|browser| browser.name.clone()),
        csrf_token: browser.map(|browser| browser.csrf_token.clone()),
        ends_at: browser.map(|browser| At(browser.ends_at)),
        locks_after: browser.map(|_| idle_lock),
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
