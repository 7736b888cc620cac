//! The program itself, as it is built: started on a free port, and ended with the test.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::cluster::server_log;
use super::{Database, planted};

/// A running `varta serve`.
#[derive(Debug)]
pub struct Program {
    child: Child,
    base: String,
    said: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

/// How a command of the program ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub said: String,
    pub complained: String,
}

const PATIENCE: Duration = Duration::from_secs(60);

impl Program {
    /// Serves from this database; returns when it answers.
    #[must_use]
    pub fn serve(database: &Database, settings: &[(&str, &str)]) -> Self {
        let mut command = command(database, settings);
        command
            .arg("serve")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        let (tell, told) = mpsc::channel();
        let out = child.stdout.take().expect("piped");
        let err = child.stderr.take().expect("piped");
        let readers = vec![
            listen(out, said.clone(), Some(tell)),
            listen(err, said.clone(), None),
        ];
        let mut program = Self {
            child,
            base: String::new(),
            said,
            readers,
        };
        program.base = address(&told).unwrap_or_else(|| panic!("it does not serve"));
        program
    }

    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// What it has logged.
    #[must_use]
    pub fn log(&self) -> String {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Asks it to stop, and gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        self.ask_to_stop();
        self.child.wait().expect("it ends").code()
    }

    pub fn ask_to_stop(&self) {
        self.signal("TERM");
    }

    /// What happens while it sleeps happens at one moment, as far as it can see.
    pub fn sleep(&self) {
        self.signal("STOP");
    }

    pub fn wake(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill").success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
        for reader in self.readers.drain(..) {
            drop(reader.join());
        }
        if thread::panicking() {
            eprintln!("--- what varta serve said ---\n{}---", self.log());
            return;
        }
        planted::must_not_be_in("what varta serve said", &self.log());
        planted::must_not_be_in_file(&server_log());
    }
}

fn address(told: &Receiver<String>) -> Option<String> {
    while let Ok(line) = told.recv_timeout(PATIENCE) {
        if let Some(base) = line.strip_prefix("listening on ") {
            return Some(base.trim().to_owned());
        }
    }
    None
}

fn listen(
    from: impl Read + Send + 'static,
    said: Arc<Mutex<String>>,
    tell: Option<mpsc::Sender<String>>,
) -> JoinHandle<()> {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            said.push_str(&line);
            said.push('\n');
            drop(said);
            if let Some(tell) = &tell {
                drop(tell.send(line));
            }
        }
    })
}

/// Runs a command of the program to its end.
#[must_use]
pub fn run(database: &Database, arguments: &[&str]) -> Outcome {
    run_with(database, &[], arguments)
}

/// The same with settings of its own. A command that does not end is ended.
#[must_use]
pub fn run_with(database: &Database, settings: &[(&str, &str)], arguments: &[&str]) -> Outcome {
    let mut command = command(database, settings);
    command.args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let (said, complained) = (Arc::default(), Arc::default());
    let readers = [
        listen(child.stdout.take().expect("piped"), Arc::clone(&said), None),
        listen(
            child.stderr.take().expect("piped"),
            Arc::clone(&complained),
            None,
        ),
    ];
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        match child.try_wait().expect("it can be waited for") {
            Some(status) => break status,
            None if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
            None => {
                drop(child.kill());
                break child.wait().expect("it ends");
            }
        }
    };
    for reader in readers {
        drop(reader.join());
    }
    let text = |of: &Mutex<String>| of.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let complained = text(&complained);
    planted::must_not_be_in("what a command logged", &complained);
    Outcome {
        code: status.code(),
        said: text(&said),
        complained,
    }
}

/// The private key with which every program of this run signs.
pub fn signing_key() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| {
        let key = api::auth::generate().expect("a key").0;
        key.lines()
            .filter(|line| !line.starts_with("-----"))
            .for_each(planted::plant);
        key
    })
}

/// A command of the program on this database, not started yet.
#[must_use]
pub fn command(database: &Database, settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(binary());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("VARTA") || text.starts_with("PG") {
            command.env_remove(&name);
        }
    }
    command
        .env("VARTA__DATABASE__URL", database.url("varta_app"))
        .env("VARTA_MIGRATE_URL", database.url("varta_owner"))
        .env("VARTA__DATABASE__POOL_SIZE", "4")
        .env("VARTA__AUTH__SIGNING_KEY", signing_key())
        // Most tests are about something else.
        .env("VARTA__AUTH__SECOND_FACTOR_REQUIRED", "nobody")
        .env("VARTA__HTTP__BIND", "127.0.0.1:0")
        .env("VARTA__HTTP__WORKERS", "2")
        // On a machine that has other work nothing is refused for being slow, or many.
        .env("VARTA__DATABASE__ANSWER_MS", "30000")
        .env("VARTA__DATABASE__QUEUE_MS", "30000")
        .env("VARTA__DATABASE__QUEUE", "256")
        // Nobody has to be told first that it stops.
        .env("VARTA__HTTP__DRAIN_SECONDS", "0")
        .env("VARTA__LOG__FORMAT", "text")
        // All that it can say, because all of it is looked through.
        .env("VARTA__LOG__FILTER", "debug,r2d2=off")
        .envs(settings.iter().copied());
    command
}

/// Tests lie in `target/<profile>/deps`, the program one folder above.
pub fn binary() -> &'static PathBuf {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let test = std::env::current_exe().expect("this test's own place");
        let binary = test
            .ancestors()
            .skip(1)
            .map(|folder| folder.join("varta"))
            .find(|file| file.is_file());
        binary.unwrap_or_else(|| {
            panic!(
                "the program is not beside {}: run `make test`, or `cargo build --workspace` first",
                test.display()
            )
        })
    })
}
