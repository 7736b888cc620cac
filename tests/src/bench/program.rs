//! The released program, run as in production.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::Failure;
use super::base::{Base, DATABASE};
use super::http::Client;
use super::launch::Launch;

/// Longer than it may take to end.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Program {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub first_answer: Duration,
    launch: Launch,
}

impl Program {
    /// Serves from this base; returns when it is ready to.
    pub(crate) fn start(base: &Base) -> Result<Self, Failure> {
        let launch = Launch::new(base.cluster.url("varta_app", DATABASE))?;
        let started = Instant::now();
        let mut program = launch.start()?;
        let ready = Client::connect(program.address, None)?.get("/readyz")?;
        program.first_answer = started.elapsed();
        ready.expect_status(200)?;
        Ok(program)
    }

    /// The same program with the same settings, for another command.
    pub(crate) fn command(&self) -> Command {
        self.launch.command()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it keeps in memory, in MB.
    pub(crate) fn resident(&self) -> Result<f64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid()))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .ok_or("the process does not say how much memory it has")?
            .parse()?;
        Ok(kilobytes / 1024.0)
    }

    pub(crate) fn dispatcher(&self, c: usize) -> Result<Client, Failure> {
        self.launch.dispatcher(c, self.address)
    }

    pub(crate) fn staff(&self, u: usize) -> Result<Client, Failure> {
        self.launch.staff(u, self.address)
    }

    pub(crate) fn coordinator(&self) -> Result<Client, Failure> {
        self.launch.coordinator(self.address)
    }

    /// The token of one of those who watch community 0, each in a session of their own.
    pub(crate) fn watcher(&self, n: usize) -> Result<String, Failure> {
        self.launch.watcher_token(n)
    }

    /// Ended as a power cut would end it, and started again at the same address.
    pub(crate) fn kill_and_start_again(mut self) -> Result<Self, Failure> {
        self.child.kill()?;
        self.child.wait()?;
        let launch = self.launch.clone();
        launch
            .with("VARTA__HTTP__BIND", &self.address.to_string())
            .start()
    }

    /// Asks it to stop; gives its exit code and how long it took.
    pub(crate) fn terminate(mut self) -> Result<(Option<i32>, Duration), Failure> {
        let started = Instant::now();
        kill_process(Pid::from_child(&self.child), Signal::TERM)?;
        while started.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return Ok((status.code(), started.elapsed()));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("it does not end".into())
    }
}

impl Launch {
    /// Starts it; returns when it listens.
    pub(crate) fn start(&self) -> Result<Program, Failure> {
        self.run(self.command())
    }

    /// The same where the system permits so many open files, unless the program asks for more.
    pub(crate) fn start_with_files(&self, files: u32) -> Result<Program, Failure> {
        let own = self.command();
        let mut command = Command::new("sh");
        let script = format!("ulimit -Sn {files}; exec \"$0\" \"$@\"");
        command.args(["-c", &script]).arg(own.get_program());
        for (name, value) in own.get_envs() {
            command.env(name, value.unwrap_or_default());
        }
        self.run(command)
    }

    fn run(&self, mut command: Command) -> Result<Program, Failure> {
        let log = fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())?;
        let mut child = command
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        match read_address(&mut child) {
            Ok(address) => Ok(Program {
                child,
                address,
                first_answer: Duration::ZERO,
                launch: self.clone(),
            }),
            Err(failure) => {
                child.kill()?;
                child.wait()?;
                Err(failure)
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_address(child: &mut Child) -> Result<SocketAddr, Failure> {
    let out = child.stdout.take().ok_or("the program has no output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    line.trim()
        .rsplit_once("http://")
        .and_then(|(_, address)| address.parse().ok())
        .ok_or_else(|| "varta serve did not start: see bench.log beside it".into())
}
