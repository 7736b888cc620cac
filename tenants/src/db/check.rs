//! Whether a database is one that Varta can serve from, and if not, how to mend it.

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Integer, Text};

use super::migrations::pending;
use super::{Db, Error};

/// Something that must be mended before the program serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    /// One sentence: what is wrong and what to do.
    pub message: String,
}

#[derive(QueryableByName)]
struct Facts {
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Text)]
    encoding: String,
    #[diesel(sql_type = Bool)]
    lowers: bool,
    #[diesel(sql_type = Bool)]
    has_trigrams: bool,
    #[diesel(sql_type = Bool)]
    has_history: bool,
    #[diesel(sql_type = Text)]
    messages: String,
    #[diesel(sql_type = Text)]
    database: String,
    #[diesel(sql_type = Text)]
    login: String,
    #[diesel(sql_type = Bool)]
    too_strong: bool,
    #[diesel(sql_type = Array<Text>)]
    narrow_roles: Vec<String>,
}

const FACTS: &str = "
SELECT current_setting('server_version_num')::int AS version,
       current_setting('server_encoding') AS encoding,
       lower('ЇЖАК') = 'їжак' AND upper('ґанок') = 'ҐАНОК' AS lowers,
       EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS has_trigrams,
       to_regclass('public.__diesel_schema_migrations') IS NOT NULL AS has_history,
       current_setting('lc_messages') AS messages,
       quote_ident(current_database()) AS database,
       current_user::text AS login,
       (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
         OR EXISTS (SELECT FROM pg_class WHERE relname = 'appeals'
                    AND pg_get_userbyid(relowner) = current_user) AS too_strong,
       ARRAY(SELECT rolname::text FROM pg_roles
             WHERE rolname IN ('varta_region', 'varta_utility', 'varta_system')
               AND pg_has_role(rolname, 'MEMBER')) AS narrow_roles";

/// Everything that stands in the way of serving; empty when nothing does.
pub fn check(db: &Db) -> Result<Vec<Finding>, Error> {
    // Begun like any other transaction, because that is what replaces connections that died.
    let mut conn = db.begin("BEGIN READ ONLY")?;
    let findings = look(&mut conn)?;
    AnsiTransactionManager::rollback_transaction(&mut *conn)?;
    Ok(findings)
}

fn look(conn: &mut PgConnection) -> Result<Vec<Finding>, Error> {
    let facts: Facts = diesel::sql_query(FACTS).get_result(conn)?;
    let mut findings = judge(&facts);
    if facts.has_history {
        let pending = pending(conn)?;
        if !pending.is_empty() {
            findings.push(Finding {
                code: "migrations_pending",
                message: format!(
                    "Migrations are pending ({}): run `varta migrate` as the owner of the database.",
                    pending.join(", ")
                ),
            });
        }
    }
    Ok(findings)
}

/// Whether the messages of this locale are the ones in the program's own text.
fn is_english(locale: &str) -> bool {
    let language = locale.split(['_', '.', '@']).next();
    matches!(language, Some("C" | "POSIX" | "en"))
}

fn judge(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |wrong: bool, code: &'static str, message: String| {
        if wrong {
            findings.push(Finding { code, message });
        }
    };
    // `error.rs` tells by the words whether a fault passes.
    find(
        !is_english(&facts.messages),
        "wrong_messages",
        format!(
            "The server words its errors for {:?} (lc_messages), but Varta reads them in English: run \
             ALTER DATABASE {} SET lc_messages = 'C' as a superuser.",
            facts.messages, facts.database
        ),
    );
    find(
        facts.version < 150_000,
        "server_too_old",
        format!(
            "PostgreSQL {} is too old: Varta needs 15 or newer.",
            facts.version / 10_000
        ),
    );
    find(
        facts.encoding != "UTF8" || !facts.lowers,
        "wrong_locale",
        "The database does not know Ukrainian letters (its LC_CTYPE is C or its encoding is not UTF8): \
         create it anew with CREATE DATABASE varta OWNER varta_owner TEMPLATE template0 ENCODING 'UTF8' \
         LOCALE_PROVIDER icu ICU_LOCALE 'uk-UA' LOCALE 'C.UTF-8'."
            .to_owned(),
    );
    find(
        !facts.has_history,
        "not_migrated",
        "The database is empty: run `varta migrate` as the owner of the database.".to_owned(),
    );
    find(
        facts.has_history && !facts.has_trigrams,
        "extension_missing",
        "The extension pg_trgm is missing: run CREATE EXTENSION pg_trgm as the owner of the database \
         (on Debian it comes with the package postgresql)."
            .to_owned(),
    );
    find(
        facts.too_strong,
        "login_too_strong",
        format!(
            "{} is a superuser, bypasses row-level security or owns the tables: serve as varta_app.",
            facts.login
        ),
    );
    find(
        facts.has_history && facts.narrow_roles.len() < 3,
        "roles_missing",
        format!(
            "{} may not act as varta_region, varta_utility and varta_system: run `varta migrate`, and serve as varta_app.",
            facts.login
        ),
    );
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_speaks_another_language_is_told_how_to_speak_english() {
        let mut facts = Facts {
            version: 150_000,
            encoding: "UTF8".to_owned(),
            lowers: true,
            has_trigrams: true,
            has_history: true,
            messages: String::new(),
            database: "varta".to_owned(),
            login: "varta_app".to_owned(),
            too_strong: false,
            narrow_roles: vec![String::new(); 3],
        };
        for english in ["C", "C.UTF-8", "POSIX", "en", "en_US.utf8", "en@euro"] {
            facts.messages = english.to_owned();
            assert_eq!(judge(&facts), [], "{english}");
        }
        // Nothing at all is what the server's environment happens to be.
        for other in ["", "uk_UA.UTF-8", "Ukrainian_Ukraine.1251", "cs_CZ"] {
            facts.messages = other.to_owned();
            let findings = judge(&facts);
            let [finding] = findings.as_slice() else {
                panic!("{other}: {findings:?}");
            };
            assert_eq!(finding.code, "wrong_messages");
            assert!(
                finding
                    .message
                    .contains("ALTER DATABASE varta SET lc_messages = 'C'")
            );
        }
    }
}
