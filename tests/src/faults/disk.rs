//! The disk under the database's tables fills up, and gets room again.
//!
//! Only the tables: a PostgreSQL that cannot write its log ahead stops altogether, whoever its
//! client is. So the log has a disk of its own here, as it should have everywhere.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use tempfile::TempDir;

use super::Site;
use super::load::Load;
use super::plan::Plan;
use super::report::Report;
use crate::bench::Failure;
use crate::bench::base::DATABASE;
use crate::bench::places::community;

const SIZE: &str = "size=320m,mode=0700";
const WRITERS: usize = 8;
const BACK: Duration = Duration::from_secs(5);

/// A small disk, for as long as the value lives.
struct SmallDisk {
    dir: TempDir,
}

impl SmallDisk {
    /// Nothing, where this account may not mount one.
    fn mount() -> Result<Option<Self>, Failure> {
        let dir = tempfile::tempdir()?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "varta-faults"])
            .arg(dir.path())
            .output();
        let mounted = mounted.is_ok_and(|output| output.status.success());
        Ok(mounted.then_some(Self { dir }))
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }

    /// Takes all the room there is.
    fn fill(&self) -> Result<(), Failure> {
        let piece = vec![1; 256 * 1024];
        let mut file = fs::File::create(self.ballast())?;
        while std::io::Write::write_all(&mut file, &piece).is_ok() {}
        Ok(())
    }

    fn make_room(&self) -> Result<(), Failure> {
        Ok(fs::remove_file(self.ballast())?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: PostgreSQL may still be at its last checkpoint.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

pub(crate) fn measure(plan: &Plan, site: &mut Site, report: &mut Report) -> Result<(), Failure> {
    let Some(disk) = SmallDisk::mount()? else {
        report.cannot(
            "the database's disk is full",
            "mounting a small disk is not permitted to this account",
        );
        return Ok(());
    };
    move_tables(site, &disk)?;
    let outcome = fill_and_empty(plan, site, &disk, report);
    move_back(site)?;
    outcome
}

fn admin(site: &Site) -> Result<PgConnection, Failure> {
    let url = site
        .server
        .url("postgres")
        .replace(&format!("/{DATABASE}?"), "/postgres?");
    Ok(PgConnection::establish(&url)?)
}

fn move_tables(site: &Site, disk: &SmallDisk) -> Result<(), Failure> {
    let owner = fs::metadata(site.server.files())?;
    let tables = disk.path().join("tables");
    fs::create_dir(&tables)?;
    for path in [disk.path(), &tables] {
        chown(path, Some(owner.uid()), Some(owner.gid()))?;
    }
    let mut admin = admin(site)?;
    admin.batch_execute(&format!(
        "CREATE TABLESPACE small LOCATION '{}'",
        tables.display()
    ))?;
    Ok(admin.batch_execute(&format!("ALTER DATABASE {DATABASE} SET TABLESPACE small"))?)
}

fn move_back(site: &Site) -> Result<(), Failure> {
    let mut admin = admin(site)?;
    admin.batch_execute(&format!(
        "ALTER DATABASE {DATABASE} SET TABLESPACE pg_default"
    ))?;
    Ok(admin.batch_execute("DROP TABLESPACE small")?)
}

fn fill_and_empty(
    plan: &Plan,
    site: &Site,
    disk: &SmallDisk,
    report: &mut Report,
) -> Result<(), Failure> {
    let program = site.launch.start()?;
    let address = program.address;
    let load = Load::start(site, address, WRITERS)?;
    thread::sleep(Duration::from_millis(500));
    disk.fill()?;
    let before = load.acknowledged();
    let (mut read, mut asked) = (0, 0);
    let started = Instant::now();
    while started.elapsed() < plan.full {
        let mut reader = site.launch.dispatcher(asked % 8, address)?;
        let path = format!("/api/v1/communities/{}/appeals", community(asked % 8));
        asked += 1;
        if reader.get(&path).is_ok_and(|answer| answer.status == 200) {
            read += 1;
        }
        thread::sleep(Duration::from_millis(20));
    }
    let meanwhile = load.acknowledged() - before;
    disk.make_room()?;
    let back = load.until_next();
    report.row(
        "reads go on while it is full",
        &format!("{read} of {asked}"),
        read == asked && read > 0,
    );
    report.fact("writes that still found room", &meanwhile.to_string());
    report.within(
        "writes go on by themselves once there is room, within 5 s",
        back,
        BACK,
        plan.timed,
    );
    let written = load.finish(site, address, report)?;
    report.row(
        "writers were told to come back",
        &format!("{} times", written.refused),
        written.refused > 0,
    );
    Ok(())
}
