//! Which account of the operating system runs PostgreSQL.
//!
//! PostgreSQL refuses to run as root, so root steps down to another account.
//! Names are asked of `id`, which knows every source that the system knows.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::error::ClusterError;

/// Accounts to step down to, best first.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) name: String,
    uid: u32,
    gid: u32,
    /// This process is root and must step down.
    steps_down: bool,
}

impl Account {
    /// `owner` is the account that owns an existing cluster: root runs it as
    /// that one, since PostgreSQL refuses a folder that is not its own.
    pub(super) fn choose(owner: Option<u32>) -> Result<Self, ClusterError> {
        if !rustix::process::geteuid().is_root() {
            return Self::of(&current_uid().to_string(), false);
        }
        match owner {
            Some(uid) if uid != 0 => Self::of(&uid.to_string(), true),
            _ => UNPRIVILEGED
                .iter()
                .find_map(|name| Self::of(name, true).ok())
                .ok_or_else(|| no_account(&UNPRIVILEGED.join(" or "))),
        }
    }

    fn of(who: &str, steps_down: bool) -> Result<Self, ClusterError> {
        let number = |option| id(option, who)?.parse().map_err(|_| no_account(who));
        Ok(Self {
            name: id("-un", who)?,
            uid: number("-u")?,
            gid: number("-g")?,
            steps_down,
        })
    }

    /// Makes the command run as this account.
    pub(super) fn run_as(&self, command: &mut Command) {
        if self.steps_down {
            command.uid(self.uid).gid(self.gid);
        }
    }

    /// Gives a file or folder to this account.
    pub(super) fn own(&self, path: &Path) -> Result<(), ClusterError> {
        if self.steps_down {
            std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid))
                .map_err(ClusterError::io("change the owner of", path))?;
        }
        Ok(())
    }

    /// Everyone who may log in through the socket.
    pub(super) fn admitted(&self) -> Result<Vec<String>, ClusterError> {
        let mut names = vec![self.name.clone(), id("-un", &current_uid().to_string())?];
        names.extend(id("-un", "0").ok());
        names.sort();
        names.dedup();
        Ok(names)
    }
}

fn current_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

fn id(option: &str, who: &str) -> Result<String, ClusterError> {
    let output = Command::new("id")
        .args([option, who])
        .output()
        .map_err(ClusterError::io("run", Path::new("id")))?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !said.is_empty() {
        Ok(said)
    } else {
        Err(no_account(who))
    }
}

fn no_account(wanted: &str) -> ClusterError {
    ClusterError::NoAccount {
        wanted: wanted.to_owned(),
    }
}
