//! Starts real clusters; needs PostgreSQL's programs, as the whole product does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::Instant;

use super::*;

fn options(data_dir: &Path) -> ClusterOptions {
    ClusterOptions {
        data_dir: data_dir.to_path_buf(),
        durable: false,
        settings: Vec::new(),
    }
}

fn ask(cluster: &Cluster, user: &str, database: &str, statement: &str) -> String {
    let output = cluster
        .programs
        .command("psql")
        .args([
            "-X",
            "-A",
            "-t",
            "-d",
            &cluster.url(user, database),
            "-c",
            statement,
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn signal(pid: u32, name: &str) {
    let done = Command::new("kill")
        .args(["-s", name, &pid.to_string()])
        .status()
        .unwrap();
    assert!(done.success());
}

#[test]
fn a_new_cluster_knows_ukrainian_and_its_roles() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path();
    let cluster = Cluster::start(options(data)).unwrap();
    cluster
        .create_database("варта \"1\"", "varta_owner")
        .unwrap();
    let ask = |statement| ask(&cluster, "varta_owner", "варта \"1\"", statement);

    ask("CREATE EXTENSION pg_trgm");
    assert_eq!(ask("SELECT lower('ЇЖАК Ґанок')"), "їжак ґанок");
    assert_eq!(ask("SELECT cardinality(show_trgm('Шевченка'))"), "9");
    assert_eq!(
        ask("SELECT string_agg(w, '' ORDER BY w) FROM unnest('{я,і,г,ґ,а,и,є,е}'::text[]) w"),
        "агґеєиія"
    );
    assert_eq!(
        ask(
            "SELECT rolcreaterole, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'varta_owner'"
        ),
        "t|f|f|f"
    );
    assert_eq!(ask("SHOW listen_addresses"), "");
    let mode = std::fs::metadata(cluster.socket_dir())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);

    assert!(cluster.has_database("варта \"1\"").unwrap());
    assert!(!cluster.has_database("інша").unwrap());
    cluster.rename_database("варта \"1\"", "інша").unwrap();
    assert!(cluster.has_database("інша").unwrap());
    cluster.drop_database("інша").unwrap();
    assert!(!cluster.has_database("інша").unwrap());
    assert!(matches!(
        cluster.create_database("", "varta_owner"),
        Err(ClusterError::BadName { .. })
    ));
    cluster.stop().unwrap();
}

#[test]
fn a_second_start_keeps_the_data_and_durability_is_a_choice() {
    let dir = tempfile::tempdir().unwrap();
    let mut durable = options(dir.path());
    durable.durable = true;
    durable
        .settings
        .push(("work_mem".to_owned(), "7MB".to_owned()));

    let begun = Instant::now();
    let cluster = Cluster::start(durable).unwrap();
    let first = begun.elapsed();
    assert_eq!(ask(&cluster, "postgres", "postgres", "SHOW fsync"), "on");
    assert_eq!(
        ask(&cluster, "postgres", "postgres", "SHOW work_mem"),
        "7MB"
    );
    ask(
        &cluster,
        "postgres",
        "postgres",
        "CREATE TABLE kept AS SELECT 42 AS number",
    );
    cluster.stop().unwrap();

    // What an interrupted initialisation leaves must not disturb.
    std::fs::create_dir(dir.path().join("cluster.unfinished")).unwrap();
    let begun = Instant::now();
    let cluster = Cluster::start(options(dir.path())).unwrap();
    let warm = begun.elapsed();
    assert_eq!(ask(&cluster, "postgres", "postgres", "SHOW fsync"), "off");
    assert_eq!(
        ask(&cluster, "postgres", "postgres", "SELECT number FROM kept"),
        "42"
    );
    assert!(
        first.as_secs() < 60 && warm.as_secs() < 20,
        "{first:?} {warm:?}"
    );
}

#[test]
fn a_killed_postmaster_is_survived() {
    let dir = tempfile::tempdir().unwrap();
    let cluster = Cluster::start(options(dir.path())).unwrap();
    // A backend that outlives the postmaster for a moment holds its memory.
    let mut busy = cluster
        .programs
        .command("psql")
        .args([
            "-X",
            "-d",
            &cluster.url("postgres", "postgres"),
            "-c",
            "SELECT pg_sleep(60)",
        ])
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let sleeping = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'";
    while ask(&cluster, "postgres", "postgres", sleeping) == "0" {}
    let killed = cluster.pid();
    signal(killed, "KILL");
    drop(cluster);
    assert!(dir.path().join("cluster/postmaster.pid").exists());

    let cluster = Cluster::start(options(dir.path())).unwrap();
    assert_ne!(cluster.pid(), killed);
    assert_eq!(ask(&cluster, "postgres", "postgres", "SELECT 1"), "1");
    busy.wait().unwrap();
}

#[test]
fn an_interrupted_initialisation_is_begun_anew() {
    let dir = tempfile::tempdir().unwrap();
    let unfinished = dir.path().join("cluster.unfinished");
    std::fs::create_dir(&unfinished).unwrap();
    std::fs::write(unfinished.join("PG_VERSION"), "15").unwrap();
    std::fs::write(dir.path().join("varta.lock"), "").unwrap();
    let cluster = Cluster::start(options(dir.path())).unwrap();
    assert!(!unfinished.exists());
    cluster.stop().unwrap();
}

#[test]
fn two_on_one_folder_and_foreign_folders_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let first = Cluster::start(options(dir.path())).unwrap();
    let second = Cluster::start(options(dir.path())).unwrap_err();
    assert!(matches!(second, ClusterError::InUse { .. }), "{second}");
    drop(first);

    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(foreign.path().join("letter.txt"), "dear").unwrap();
    let refused = Cluster::start(options(foreign.path())).unwrap_err();
    assert!(
        matches!(refused, ClusterError::ForeignFolder { .. }),
        "{refused}"
    );
}

#[test]
fn a_long_data_folder_gets_a_short_socket_that_goes_with_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    let cluster = Cluster::start(options(&dir.path().join("ї".repeat(60)))).unwrap();
    let socket = cluster.socket_dir().to_path_buf();
    assert!(socket.starts_with("/tmp"));
    assert_eq!(ask(&cluster, "postgres", "postgres", "SELECT 1"), "1");
    cluster.stop().unwrap();
    assert!(!socket.exists());
}

#[test]
fn a_folder_that_the_account_cannot_reach_is_named() {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let closed = tempfile::tempdir().unwrap();
    std::fs::set_permissions(closed.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let error = Cluster::start(options(&closed.path().join("data"))).unwrap_err();
    assert!(matches!(error, ClusterError::Unreachable { .. }), "{error}");
}

#[test]
fn a_setting_that_postgresql_refuses_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let mut wrong = options(dir.path());
    wrong
        .settings
        .push(("no_such_setting".to_owned(), "1".to_owned()));
    let error = Cluster::start(wrong).unwrap_err();
    assert!(error.to_string().contains("no_such_setting"), "{error}");
}
