//! An import as it is sent.

use serde::Serialize;
use serde_json::value::RawValue;
use tenants::ids::ImportId;
use tenants::imports::Import;
use utoipa::ToSchema;

use crate::time::At;

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportOut {
    #[schema(value_type = Uuid)]
    id: ImportId,
    /// settlements, streets, aliases, buildings, entrances, queues, responsibilities
    table: &'static str,
    file: String,
    mapping: String,
    /// Nothing was written
    dry_run: bool,
    /// running, done, failed, interrupted: the program was stopped meanwhile, and the same file
    /// may be given again
    state: &'static str,
    read: i64,
    /// 0: not counted yet
    rows: i64,
    /// Rows that were not taken: read them with `rows?kind=refused`
    refused: i64,
    /// Remarks on rows that were taken: `rows?kind=suspicious`
    suspicious: i64,
    /// What became of all rows and of the registry, once it is done
    #[schema(value_type = Option<ReportOut>)]
    report: Option<Box<RawValue>>,
    /// Why it failed, in Ukrainian
    reason: Option<String>,
    started_at: At,
    ended_at: Option<At>,
}

/// What came of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportOut {
    pub taken: u64,
    /// Rows of other communities
    pub passed_over: u64,
    pub tallies: Vec<TallyOut>,
}

/// What was done to one table of the registry.
#[derive(Debug, Serialize, ToSchema)]
pub struct TallyOut {
    pub table: &'static str,
    pub added: u64,
    pub changed: u64,
    pub unchanged: u64,
}

impl From<Import> for ImportOut {
    fn from(import: Import) -> Self {
        Self {
            id: import.id,
            table: import.holds.code(),
            file: import.file,
            mapping: import.mapping,
            dry_run: import.dry_run,
            state: import.state.code(),
            read: import.rows_read,
            rows: import.rows_all,
            refused: import.refused,
            suspicious: import.suspicious,
            report: import
                .report
                .and_then(|report| RawValue::from_string(report).ok()),
            reason: import.reason,
            started_at: At(import.started_at),
            ended_at: import.ended_at.map(At),
        }
    }
}
