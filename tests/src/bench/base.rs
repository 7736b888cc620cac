//! The cluster that both sides use, with a region in it.

use api::cluster::{Cluster, ClusterOptions};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use tempfile::TempDir;
use tenants::db::Migrations;

use super::Failure;

pub(crate) const DATABASE: &str = "varta";

/// Safe after a power cut like any production; the rest fits a small machine.
const SETTINGS: [(&str, &str); 6] = [
    ("shared_buffers", "1GB"),
    ("max_wal_size", "16GB"),
    ("checkpoint_timeout", "30min"),
    ("maintenance_work_mem", "512MB"),
    ("max_connections", "100"),
    ("jit", "off"),
];

pub(crate) struct Base {
    pub cluster: Cluster,
    /// The superuser: loads what would take HTTP hours, and looks behind the scenes.
    pub conn: PgConnection,
    /// How many appeals were generated.
    pub appeals: u64,
    // Goes after the cluster that lives in it.
    _dir: TempDir,
}

impl Base {
    pub(crate) fn start() -> Result<Self, Failure> {
        let dir = tempfile::tempdir()?;
        let cluster = Cluster::start(ClusterOptions {
            data_dir: dir.path().to_path_buf(),
            durable: true,
            settings: SETTINGS
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        })?;
        let mut conn = prepare(&cluster)?;
        conn.batch_execute(include_str!("sql/register.sql"))?;
        conn.batch_execute("VACUUM ANALYZE")?;
        Ok(Self {
            cluster,
            conn,
            appeals: 0,
            _dir: dir,
        })
    }
}

/// Makes the database with the region in it; gives the superuser's connection.
pub(crate) fn prepare(cluster: &Cluster) -> Result<PgConnection, Failure> {
    cluster.create_database(DATABASE, "varta_owner")?;
    Migrations::connect(&cluster.url("varta_owner", DATABASE))?.run()?;
    let mut conn = PgConnection::establish(&cluster.url("postgres", DATABASE))?;
    conn.batch_execute(include_str!("sql/region.sql"))?;
    Ok(conn)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = sql_types::Text)]
    line: String,
}

/// One column of text, named `line`.
pub(crate) fn lines(conn: &mut PgConnection, query: &str) -> Result<Vec<String>, Failure> {
    let rows: Vec<Line> = sql_query(query).load(conn)?;
    Ok(rows.into_iter().map(|row| row.line).collect())
}
