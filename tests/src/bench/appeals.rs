//! Fills the base with generated appeals.

use std::time::Instant;

use diesel::connection::SimpleConnection;

use super::Failure;
use super::base::Base;
use super::report::{count, say};

/// Open at any time, however many there are in all.
const OPEN: u64 = 20_000;
/// Bounds what one statement has to keep.
const PORTION: u64 = 1_000_000;

/// Secondary indexes go before the load and come back after it, as they were.
const DROP: &str = "
CREATE TABLE bench.dropped AS
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relname IN ('appeals', 'calls', 'assignments')
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid);
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM bench.dropped LOOP EXECUTE 'DROP INDEX ' || one.name; END LOOP;
END $$";
const RESTORE: &str = "
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT * FROM bench.dropped LOOP EXECUTE one.made; END LOOP;
END $$;
DROP TABLE bench.dropped";

/// Adds as many as are missing to `size`.
pub(crate) fn fill(base: &mut Base, size: u64) -> Result<(), Failure> {
    let started = Instant::now();
    base.conn.batch_execute(DROP)?;
    while base.appeals < size {
        let to = size.min(base.appeals + PORTION);
        // The first ones that are made hold all the open ones.
        let open = if base.appeals == 0 { OPEN.min(to) } else { 0 };
        let load = include_str!("sql/appeals.sql")
            .replace("{from}", &(base.appeals + 1).to_string())
            .replace("{to}", &to.to_string())
            .replace("{open}", &open.to_string());
        base.conn.batch_execute(&load)?;
        base.appeals = to;
        say(&format!(
            "{} appeals after {:.0?}",
            count(to),
            started.elapsed()
        ));
    }
    base.conn
        .batch_execute("SET session_replication_role = origin")?;
    base.conn.batch_execute(RESTORE)?;
    base.conn.batch_execute(include_str!("sql/counters.sql"))?;
    for table in ["appeals", "calls", "assignments", "appeal_counters"] {
        base.conn
            .batch_execute(&format!("VACUUM (ANALYZE) {table}"))?;
    }
    base.conn.batch_execute("CHECKPOINT")?;
    say(&format!(
        "{} appeals are there after {:.0?}",
        count(size),
        started.elapsed()
    ));
    Ok(())
}
