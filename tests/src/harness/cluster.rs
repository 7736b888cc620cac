//! One PostgreSQL for the whole run of a test binary.

use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;

use api::cluster::{Cluster, ClusterOptions};

/// Held until this process ends: its end is how the sweeper learns of ours.
static LIFELINE: OnceLock<ChildStdin> = OnceLock::new();

/// The cluster; started by whoever asks first. It ends with this process.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let folder = folder();
        sweep_after_us(&folder);
        let settings = [
            ("max_connections", "300"),
            ("shared_buffers", "64MB"),
            ("max_wal_size", "4GB"),
        ];
        let options = ClusterOptions {
            data_dir: folder,
            durable: false,
            settings: settings
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        };
        Cluster::start(options).unwrap_or_else(|error| panic!("no PostgreSQL: {error}"))
    })
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("varta-tests-{}", std::process::id()))
}

/// What PostgreSQL itself writes down.
pub fn server_log() -> PathBuf {
    folder().join("postgres.log")
}

/// Nothing in a process outlives it, so a shell removes the folder, once PostgreSQL is gone.
fn sweep_after_us(folder: &Path) {
    const SCRIPT: &str = r#"
        cat > /dev/null
        for i in $(seq 200); do
            [ -e "$0/cluster/postmaster.pid" ] || break
            sleep 0.05
        done
        rm -rf "$0"
    "#;
    let mut command = Command::new("sh");
    command.arg("-c").arg(SCRIPT).arg(folder);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C ends the tests, not the one who tidies up after them.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    #[allow(
        clippy::zombie_processes,
        reason = "it outlives this process, which cannot wait for it"
    )]
    let mut sweeper = command.spawn().expect("a shell");
    let lifeline = sweeper.stdin.take().expect("piped");
    LIFELINE.set(lifeline).expect("there is one cluster");
}
