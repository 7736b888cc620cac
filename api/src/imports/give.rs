//! Takes a file on.

use actix_web::{HttpRequest, post, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::db::CommunityTx;
use tenants::housing::Table;
use tenants::ids::{CommunityId, ImportId};
use tenants::imports::{self, NewImport};
use utoipa::IntoParams;

use super::run::{Job, run};
use super::spool::spool;
use super::{ImportOut, mappings};
use crate::app::App;
use crate::document::shapes::{FileNameIn, MappingIn, TableIn};
use crate::error::{Code, Problem};
use crate::extract::{Caller, Path, Query, key_of, request_key};
use crate::reply::Reply;

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct GiveIn {
    /// What it holds
    #[param(value_type = TableIn, inline)]
    table: Table,
    /// Which column is what
    #[param(value_type = MappingIn, inline)]
    mapping: String,
    /// What the file is called; it ends with .csv or .xlsx
    #[param(value_type = FileNameIn, inline)]
    file: String,
    /// Read and compare everything, and write nothing
    #[serde(default)]
    dry_run: bool,
}

impl GiveIn {
    /// The name is also one on our disk.
    fn judge(&self) -> Result<(), Problem> {
        let wrong = |field: &str| Problem::new(Code::InvalidParameter).field(field);
        if mappings::carried(&self.mapping).is_none() {
            let known: Vec<&str> = mappings::CARRIED.iter().map(|(name, _)| *name).collect();
            return Err(wrong("mapping").with("allowed", known));
        }
        let name = self.file.to_lowercase();
        let is_plain = self.file.chars().count() <= 100
            && !self.file.starts_with('.')
            && !self
                .file
                .contains(|c: char| c.is_control() || c == '/' || c == '\\');
        let is_read = [".csv", ".xlsx"]
            .iter()
            .any(|end| name.len() > end.len() && name.ends_with(end));
        if is_plain && is_read {
            Ok(())
        } else {
            Err(wrong("file")
                .detail("Потрібен файл CSV або XLSX з іменем до 100 знаків.")
                .reason("must be a plain name that ends with .csv or .xlsx"))
        }
    }
}

/// Brings a file into the registry, CSV or XLSX, up to 100 MB
///
/// It goes on after this reply: ask the import how far it has come. A file that is given again
/// changes nothing, and one that was broken off goes on.
#[utoipa::path(
    operation_id = "imports.give",
    tag = "imports",
    params(("community_id" = Uuid, Path), GiveIn),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, description = "It has begun", body = ImportOut))
)]
#[post("/communities/{community_id}/imports")]
pub async fn give(
    app: web::Data<App>,
    caller: Caller,
    community: Path<CommunityId>,
    query: Query<GiveIn>,
    req: HttpRequest,
    body: web::Payload,
) -> Result<Reply, Problem> {
    let (community, asked) = (community.0, query.0);
    key_of(&req)?;
    // Before so much as a byte of it is kept.
    let may = |tx: &mut CommunityTx<'_>| Ok(tx.require(Action::ImportHousing)?);
    app.database
        .read_community("imports.may", &caller, community, may)
        .await?;
    asked.judge()?;
    let spooled = spool(body, &asked.file).await?;
    let key = request_key(&req, &spooled.hash)?;
    let new = NewImport {
        id: ImportId::new(),
        holds: asked.table,
        file: asked.file,
        mapping: asked.mapping,
        dry_run: asked.dry_run,
    };
    let reply = {
        let new = new.clone();
        let work = move |tx: &mut CommunityTx<'_>| {
            let begun = imports::begin(tx, &new)?;
            let place = format!("/api/v1/communities/{community}/imports/{}", begun.id);
            Reply::created(place, &ImportOut::from(begun))
        };
        app.database
            .write_community("imports.begin", &caller, key, community, work)
            .await?
    };
    if !reply.is_replayed() {
        run(Job {
            pool: app.settings.database.imports(),
            clock: app.background.clock().clone(),
            actor: caller.actor.clone(),
            community,
            new,
            spooled,
            turn: app.import_turn.clone(),
        });
    }
    Ok(reply)
}
