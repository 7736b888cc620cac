//! A PostgreSQL that can be killed and started again, with a region in it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use api::cluster::{Cluster, ClusterOptions};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::bench::Failure;
use crate::bench::base::{DATABASE, lines, prepare};

const PATIENCE: Duration = Duration::from_secs(30);

/// Safe after a power cut, like any production; the rest fits a small machine.
const SETTINGS: [(&str, &str); 2] = [("shared_buffers", "128MB"), ("max_connections", "100")];

pub(crate) struct Server {
    /// Absent only while it is being replaced.
    cluster: Option<Cluster>,
    options: ClusterOptions,
    socket: PathBuf,
    // Goes after the cluster that lives in it.
    _dir: TempDir,
}

impl Server {
    pub(crate) fn start() -> Result<Self, Failure> {
        let dir = tempfile::tempdir()?;
        let options = ClusterOptions {
            data_dir: dir.path().to_path_buf(),
            durable: true,
            settings: SETTINGS
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        };
        let cluster = Cluster::start(options.clone())?;
        // A plan that was made for empty tables is a wrong one.
        prepare(&cluster)?.batch_execute("VACUUM ANALYZE")?;
        Ok(Self {
            socket: cluster.socket_dir().to_path_buf(),
            cluster: Some(cluster),
            options,
            _dir: dir,
        })
    }

    fn cluster(&self) -> Result<&Cluster, Failure> {
        self.cluster
            .as_ref()
            .ok_or_else(|| "PostgreSQL is gone".into())
    }

    /// The same before it is killed and after.
    pub(crate) fn url(&self, user: &str) -> String {
        let host = self.socket.display().to_string().replace('/', "%2F");
        format!("postgresql://{user}@/{DATABASE}?host={host}&port=5432")
    }

    /// Its socket, for whoever stands between it and the program.
    pub(crate) fn socket(&self) -> PathBuf {
        self.socket.join(".s.PGSQL.5432")
    }

    /// PostgreSQL's own files.
    pub(crate) fn files(&self) -> PathBuf {
        self.options.data_dir.join("cluster")
    }

    /// A superuser, who looks behind the scenes.
    pub(crate) fn connect(&self) -> Result<PgConnection, Failure> {
        Ok(PgConnection::establish(&self.url("postgres"))?)
    }

    /// One number.
    pub(crate) fn count(&self, of: &str) -> Result<u64, Failure> {
        let query = format!("SELECT count(*)::text AS line FROM {of}");
        let found = lines(&mut self.connect()?, &query)?;
        Ok(found.first().ok_or("no count")?.parse()?)
    }

    /// As a power cut would end it; its sessions find out by themselves.
    pub(crate) fn kill(&self) -> Result<(), Failure> {
        let pid = i32::try_from(self.cluster()?.pid())?;
        let pid = Pid::from_raw(pid).ok_or("no process")?;
        Ok(kill_process(pid, Signal::KILL)?)
    }

    /// As whatever keeps services running would: once the old one is really gone.
    pub(crate) fn start_again(&mut self) -> Result<(), Failure> {
        drop(self.cluster.take());
        let deadline = Instant::now() + PATIENCE;
        self.cluster = loop {
            match Cluster::start(self.options.clone()) {
                Ok(cluster) => break Some(cluster),
                Err(_) if Instant::now() < deadline => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(error) => return Err(error.into()),
            }
        };
        Ok(())
    }
}
