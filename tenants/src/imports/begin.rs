//! Begins an import.

use chrono::Duration;
use serde::Serialize;

use super::import::{Import, ImportState, NewImport, silent_since};
use super::{ImportsError as Error, store};
use crate::access::Action;
use crate::db::{CommunityTx, Tx};
use crate::housing::Table;
use crate::ids::ImportId;
use crate::ledger::{Kind, NewEvent};

/// How long what came of an import stays to be read.
const KEPT: Duration = Duration::days(90);

#[derive(Serialize)]
struct Begun<'a> {
    import: ImportId,
    holds: Table,
    file: &'a str,
    mapping: &'a str,
    dry_run: bool,
}

/// One at a time in each community: two that write the same entries would wait for each other.
pub fn begin(tx: &mut CommunityTx<'_>, new: &NewImport) -> Result<Import, Error> {
    tx.require(Action::ImportHousing)?;
    let now = tx.now();
    store::interrupt_silent(tx, silent_since(now))?;
    store::forget(tx, now - KEPT)?;
    let import = Import {
        id: new.id,
        holds: new.holds,
        file: new.file.clone(),
        mapping: new.mapping.clone(),
        dry_run: new.dry_run,
        state: ImportState::Running,
        rows_read: 0,
        rows_all: 0,
        refused: 0,
        suspicious: 0,
        report: None,
        reason: None,
        started_at: now,
        told_at: now,
        ended_at: None,
    };
    store::insert(tx, &import).map_err(|error| match error.unique_violation() {
        Some("imports_one_running") => Error::AlreadyRunning,
        _ => error.into(),
    })?;
    let body = Begun {
        import: new.id,
        holds: new.holds,
        file: &new.file,
        mapping: &new.mapping,
        dry_run: new.dry_run,
    };
    let community = tx.community();
    let event = NewEvent::new(community, Kind::HousingImportBegun, community, &body)?;
    tx.record(event);
    Ok(import)
}
