//! What somebody who signed in gets.

use serde::Serialize;
use tenants::accounts::SignedIn;
use tenants::ids::{AccountId, RegionId, SessionId};
use tenants::text::Name;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Identity;
use crate::error::{Code, Problem};
use crate::me::see::MembershipOut;
use crate::time::At;

/// RFC 6749 section 5.1, and who it is for.
#[derive(Serialize, ToSchema)]
pub struct SessionOut {
    /// For the header `Authorization: Bearer …`
    access_token: String,
    /// Bearer
    token_type: &'static str,
    /// Seconds for which the access token is valid
    expires_in: i64,
    /// Good for one refresh
    refresh_token: String,
    /// When the session ends, however often it is refreshed
    ends_at: At,
    #[schema(value_type = Uuid)]
    session_id: SessionId,
    #[schema(value_type = Uuid)]
    account_id: AccountId,
    #[schema(value_type = Uuid)]
    region_id: RegionId,
    #[schema(value_type = String)]
    name: Name,
    memberships: Vec<MembershipOut>,
}

impl SessionOut {
    pub fn of(app: &App, signed_in: SignedIn) -> Result<Self, Problem> {
        let SignedIn { holder, secret } = signed_in;
        let memberships = holder.memberships.iter().map(MembershipOut::from).collect();
        let identity = Identity {
            account: holder.account,
            version: holder.version,
            session: holder.session,
            region: holder.region,
            second_factor: holder.second_factor,
            memberships: holder.memberships,
        };
        let issued = app.tokens.issue(&identity).map_err(|error| {
            tracing::error!(%error, "an access token could not be issued");
            Problem::new(Code::Internal)
        })?;
        let now = app.database.db().clock().now();
        Ok(Self {
            access_token: issued.token,
            token_type: "Bearer",
            expires_in: (issued.expires_at - now).num_seconds().max(0),
            refresh_token: secret.expose(),
            ends_at: At(holder.expires_at),
            session_id: identity.session,
            account_id: identity.account,
            region_id: identity.region,
            name: holder.name,
            memberships,
        })
    }
}

impl std::fmt::Debug for SessionOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionOut")
            .field("session_id", &self.session_id)
            .finish_non_exhaustive()
    }
}
