//! The streets of a community.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use tenants::housing::{self, Street, StreetCursor, StreetsSought};
use tenants::ids::{CommunityId, SettlementId, StreetId};
use tenants::text::Text;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::document::shapes::BeginningIn;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};
use crate::reply::{Cursor, Limit, Page, Reply};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreetsIn {
    /// Only those of this settlement
    #[param(value_type = Option<Uuid>)]
    settlement_id: Option<SettlementId>,
    /// The beginning of any word of a name, present or old, typed as an address is
    #[param(value_type = Option<BeginningIn>, inline)]
    q: Option<Text<100>>,
    #[serde(default)]
    #[param(inline)]
    limit: Limit,
    #[param(value_type = Option<String>)]
    after: Option<Cursor<(String, StreetId)>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StreetOut {
    #[schema(value_type = Uuid)]
    id: StreetId,
    #[schema(value_type = Uuid)]
    settlement_id: SettlementId,
    settlement: String,
    /// vulytsia, provulok, prospekt and so on
    kind: &'static str,
    name: String,
    /// With its kind before it, as it is printed
    printed: String,
}

impl From<Street> for StreetOut {
    fn from(street: Street) -> Self {
        Self {
            id: street.id,
            settlement_id: street.settlement_id,
            settlement: street.settlement,
            kind: street.kind.code(),
            printed: format!("{} {}", street.kind.short(), street.name),
            name: street.name,
        }
    }
}

/// Streets in the order of their names
#[utoipa::path(
    operation_id = "housing.streets",
    tag = "housing",
    params(("community_id" = Uuid, Path), StreetsIn),
    responses((status = 200, description = "A page of streets", body = Page<StreetOut>))
)]
#[get("/communities/{community_id}/streets")]
pub async fn streets(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<StreetsIn>,
) -> Result<Reply, Problem> {
    let StreetsIn {
        settlement_id,
        q,
        limit,
        after,
    } = query.0;
    let sought = StreetsSought {
        settlement: settlement_id,
        typed: q.map(|q| q.as_str().to_owned()),
    };
    let after = after.map(|Cursor((name, id))| StreetCursor { name, id });
    let work = move |tx: &mut tenants::db::CommunityTx<'_>| {
        let rows = housing::streets(tx, &sought, after.as_ref(), limit.rows())?;
        let page = Page::cut(rows, limit, |street| (street.name.clone(), street.id))?;
        Ok(page.map(StreetOut::from))
    };
    Reply::page(
        &app.database
            .read_community("housing.streets", &caller, community.0, work)
            .await?,
    )
}
