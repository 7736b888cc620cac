//! The schema goes up, comes back down, and goes up to the same again; and the program does
//! not serve from a database that is not as it must be.

use tenants::db::revert_all;
use varta_tests::harness::{App, Database, cluster, fixture, run, run_with};

/// The schema, without what `pg_dump` says anew each time.
fn dump(database: &Database) -> String {
    let output = cluster()
        .command("pg_dump")
        .args(["--schema-only", "--dbname", &database.url("postgres")])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .filter(|line| !line.starts_with("--") && !line.starts_with('\\') && !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Whatever is left in the schema, by name.
fn left(database: &Database) -> Vec<String> {
    let rows = database.rows(
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
         UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
         UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
         UNION ALL SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
    );
    let names = rows
        .iter()
        .map(|row| row["name"].as_str().unwrap().to_owned());
    names
        .filter(|name| !name.contains("__diesel_schema_migrations"))
        .collect()
}

#[test]
fn every_migration_comes_back_down_and_up_again_to_the_same_schema() {
    let database = Database::empty();
    assert_eq!(run(&database, &["migrate"]).code, Some(0));
    let first = dump(&database);
    assert!(first.contains("CREATE TABLE public.appeals"), "{first}");
    revert_all(&database.url("varta_owner")).unwrap();
    assert_eq!(left(&database), Vec::<String>::new());
    let empty = dump(&database);
    assert_eq!(run(&database, &["migrate"]).code, Some(0));
    assert_eq!(dump(&database), first);
    revert_all(&database.url("varta_owner")).unwrap();
    assert_eq!(dump(&database), empty);
}

#[test]
fn a_database_with_data_comes_down_too() {
    let app = App::start();
    let _ = app.walk_to_the_end(app.a());
    let _ = app.offer(app.b(), app.register(app.b()), app.a().community);
    let database = app.into_database();
    revert_all(&database.url("varta_owner")).unwrap();
    assert_eq!(left(&database), Vec::<String>::new());
    assert_eq!(run(&database, &["migrate"]).code, Some(0));
    let fresh = Database::empty();
    assert_eq!(run(&fresh, &["migrate"]).code, Some(0));
    assert_eq!(dump(&database), dump(&fresh));
}

#[test]
fn migrating_twice_or_two_at_once_does_no_harm() {
    let database = Database::empty();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let migrated = run(&database, &["migrate"]);
                assert_eq!(migrated.code, Some(0), "{}", migrated.complained);
            });
        }
    });
    let again = run(&database, &["migrate"]);
    assert_eq!(again.said, "nothing to migrate\n");
}

/// The program does not serve from it, says why, and so does the doctor.
#[track_caller]
fn is_refused(database: &Database, user: &str, sentence: &str) {
    let url = database.url(user);
    let settings = [("VARTA__DATABASE__URL", url.as_str())];
    let served = run_with(database, &settings, &["serve"]);
    assert_eq!(
        served.code,
        Some(1),
        "{} {}",
        served.said,
        served.complained
    );
    assert!(
        served.complained.contains(sentence),
        "{}",
        served.complained
    );
    assert!(!served.said.contains("listening"), "{}", served.said);
    let doctor = run_with(database, &settings, &["doctor"]);
    assert_eq!(
        doctor.code,
        Some(1),
        "{} {}",
        doctor.said,
        doctor.complained
    );
    assert!(doctor.said.contains(sentence), "{}", doctor.said);
}

#[test]
fn a_database_that_does_not_know_ukrainian_letters_is_refused() {
    let database = Database::made_by(
        "CREATE DATABASE {} OWNER varta_owner TEMPLATE template0 ENCODING 'UTF8'
         LOCALE_PROVIDER libc LOCALE 'C'",
    );
    assert_eq!(run(&database, &["migrate"]).code, Some(0));
    is_refused(&database, "varta_app", "does not know Ukrainian letters");
}

#[test]
fn a_database_without_trigrams_is_refused() {
    let database = fixture().copy();
    database.run("DROP EXTENSION pg_trgm CASCADE");
    is_refused(&database, "varta_app", "CREATE EXTENSION pg_trgm");
}

#[test]
fn a_database_with_pending_migrations_is_refused() {
    let database = fixture().copy();
    database.run(
        "DELETE FROM __diesel_schema_migrations
         WHERE version = (SELECT max(version) FROM __diesel_schema_migrations)",
    );
    is_refused(&database, "varta_app", "Migrations are pending");
    is_refused(&Database::empty(), "varta_app", "run `varta migrate`");
}

#[test]
fn a_login_that_row_level_security_does_not_hold_is_refused() {
    let database = fixture().copy();
    for user in ["postgres", "varta_owner"] {
        is_refused(&database, user, "serve as varta_app");
    }
}

#[test]
fn a_program_without_its_key_or_its_database_says_what_to_set() {
    let database = fixture().copy();
    for (setting, sentence) in [
        ("VARTA__AUTH__SIGNING_KEY", "varta key generate"),
        ("VARTA__DATABASE__URL", "database.url is not set"),
    ] {
        let served = run_with(&database, &[(setting, "")], &["serve"]);
        assert_eq!(served.code, Some(1), "{}", served.said);
        assert!(
            served.complained.contains(sentence),
            "{}",
            served.complained
        );
    }
}

#[test]
fn the_doctor_finds_nothing_wrong_with_a_good_database() {
    let doctor = run(&fixture().copy(), &["doctor"]);
    assert_eq!(doctor.code, Some(0), "{}", doctor.said);
    assert_eq!(doctor.said, "ready to serve\n");
}
