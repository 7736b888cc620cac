//! `varta demo`: what it prints can be walked, a second start keeps the data, and its PostgreSQL
//! ends with it, however it ends.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use varta_tests::harness::{binary, until};

struct Demo {
    program: Child,
    /// All that it said until it was ready.
    said: String,
}

impl Demo {
    fn start(data: &Path) -> Self {
        let mut program = Command::new(binary())
            .args(["demo", "--data"])
            .arg(data)
            .env("VARTA__HTTP__BIND", "127.0.0.1:0")
            .env("VARTA__LOG__FILTER", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .expect("varta starts");
        let mut lines = BufReader::new(program.stdout.take().expect("its output")).lines();
        let mut said = String::new();
        for line in lines.by_ref() {
            let line = line.expect("a line");
            said.push_str(&line);
            said.push('\n');
            if line.starts_with("listening on ") {
                break;
            }
        }
        assert!(said.contains("listening on http://"), "{said}");
        std::thread::spawn(move || lines.for_each(drop));
        Self { program, said }
    }

    /// The lines that walk the way, as they are printed.
    fn walk(&self) -> String {
        let way = self
            .said
            .lines()
            .skip_while(|line| !line.starts_with("  V="));
        way.take_while(|line| line.starts_with("  "))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn postmaster(data: &Path) -> Option<u32> {
    let file = data.join("postgresql/cluster/postmaster.pid");
    std::fs::read_to_string(file)
        .ok()?
        .lines()
        .next()?
        .trim()
        .parse()
        .ok()
}

#[test]
fn what_the_demo_prints_can_be_walked_and_a_killed_one_starts_again_with_its_data() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().join("demo");
    let mut demo = Demo::start(&data);
    let walked = Command::new("bash")
        .args(["-eu", "-c", &demo.walk()])
        .output()
        .expect("bash runs");
    let (out, err) = (
        String::from_utf8_lossy(&walked.stdout),
        String::from_utf8_lossy(&walked.stderr),
    );
    assert!(walked.status.success(), "{out}\n{err}");
    for sign in [
        "\"accepted\"",
        "\"reported\"",
        "appeal.closed",
        "handover_id",
        "Ладижинська",
    ] {
        assert!(out.contains(sign), "{sign} is missing: {out}\n{err}");
    }

    let server = postmaster(&data).expect("its PostgreSQL runs");
    demo.program.kill().expect("it is killed");
    demo.program.wait().expect("it ends");
    until("its PostgreSQL ends with it", || {
        (!Path::new(&format!("/proc/{server}")).exists()).then_some(())
    });

    let again = Demo::start(&data);
    assert!(again.said.contains("data kept"), "{}", again.said);
    assert_ne!(postmaster(&data), Some(server));
}
