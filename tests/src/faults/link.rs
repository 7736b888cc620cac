//! The way to the database is cut, and comes back.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Site;
use super::load::Load;
use super::plan::Plan;
use super::proxy::{Proxy, Way};
use super::report::Report;
use crate::bench::Failure;
use crate::bench::base::DATABASE;
use crate::bench::http::Client;
use crate::bench::launch::Launch;

const WRITERS: usize = 8;
const ANSWERED: Duration = Duration::from_secs(2);
const BACK: Duration = Duration::from_secs(5);

pub(crate) fn measure(plan: &Plan, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let proxy = Proxy::start(site.server.socket())?;
    let url = format!("postgresql://varta_app@{}/{DATABASE}", proxy.address);
    let launch = site.launch.clone().with("VARTA__DATABASE__URL", &url);
    for way in [Way::Reset, Way::Silent] {
        cut(way, plan, site, &proxy, &launch, report)?;
    }
    Ok(())
}

fn cut(
    way: Way,
    plan: &Plan,
    site: &Site,
    proxy: &Proxy,
    launch: &Launch,
    report: &mut Report,
) -> Result<(), Failure> {
    let program = launch.start()?;
    let address = program.address;
    let load = Load::start(site, address, WRITERS)?;
    thread::sleep(Duration::from_secs(1));
    report.fact("cut", &format!("{way:?} for {:.0?}", plan.cut));
    proxy.set(way);
    let seen = watch(address, plan.cut);
    if way == Way::Silent {
        // Whoever stops it does not wait for a database that is away.
        stop_meanwhile(launch, plan, report)?;
    }
    proxy.set(Way::Open);
    let back = load.until_next();
    let ready = back + until_ready(address);
    seen?.tell(plan, report);
    report.within("writes go on within 5 s", back, BACK, plan.timed);
    report.within("/readyz is green again within 5 s", ready, BACK, plan.timed);
    let written = load.finish(site, address, report)?;
    let seen = format!(
        "{} times, {} connections broke",
        written.refused, written.broken
    );
    let kept = written.refused > 0 && written.broken == 0;
    report.row("writers were told to come back", &seen, kept);
    report.within(
        "503 within 2 s",
        written.slowest_refusal,
        ANSWERED,
        plan.timed,
    );
    Ok(())
}

#[derive(Debug, Default)]
struct Seen {
    asked: u32,
    alive: u32,
    ready: u32,
    slowest_alive: Duration,
    slowest_ready: Duration,
}

impl Seen {
    fn alive_text(&self) -> String {
        format!("{} of {}", self.alive, self.asked)
    }

    fn tell(&self, plan: &Plan, report: &mut Report) {
        let all = self.asked > 0 && self.alive == self.asked;
        report.row("/healthz is green meanwhile", &self.alive_text(), all);
        report.row(
            "/readyz is red meanwhile",
            &self.ready_text(),
            self.ready == 0,
        );
        let (alive, ready) = (self.slowest_alive, self.slowest_ready);
        report.within(
            "/healthz answers at once",
            alive,
            Duration::from_secs(1),
            plan.timed,
        );
        report.within("/readyz answers within 2 s", ready, ANSWERED, plan.timed);
    }

    fn ready_text(&self) -> String {
        format!("green {} times of {}", self.ready, self.asked)
    }
}

fn status(address: SocketAddr, path: &str) -> Result<u16, Failure> {
    Ok(Client::connect(address, None)?.get(path)?.status)
}

/// Looks at both again and again, as a platform does. The first moment does not count: a look
/// that had begun before the cut may still be right.
fn watch(address: SocketAddr, time: Duration) -> Result<Seen, Failure> {
    let over = AtomicBool::new(false);
    thread::sleep(Duration::from_millis(100));
    thread::scope(|scope| {
        let ready = scope.spawn(|| {
            let (mut green, mut slowest) = (0, Duration::ZERO);
            while !over.load(Ordering::Relaxed) {
                let asked = Instant::now();
                if status(address, "/readyz")? == 200 {
                    green += 1;
                }
                slowest = slowest.max(asked.elapsed());
                thread::sleep(Duration::from_millis(200));
            }
            Ok::<_, Failure>((green, slowest))
        });
        let mut seen = Seen::default();
        let started = Instant::now();
        while started.elapsed() < time {
            let asked = Instant::now();
            seen.asked += 1;
            if matches!(status(address, "/healthz"), Ok(200)) {
                seen.alive += 1;
            }
            seen.slowest_alive = seen.slowest_alive.max(asked.elapsed());
            thread::sleep(Duration::from_millis(200));
        }
        over.store(true, Ordering::Relaxed);
        (seen.ready, seen.slowest_ready) = ready.join().map_err(|_| "the look panicked")??;
        Ok(seen)
    })
}

fn until_ready(address: SocketAddr) -> Duration {
    let started = Instant::now();
    while !matches!(status(address, "/readyz"), Ok(200)) && started.elapsed() < BACK * 6 {
        thread::sleep(Duration::from_millis(20));
    }
    started.elapsed()
}

fn stop_meanwhile(launch: &Launch, plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    // It starts without a database, and has asked for one before it is stopped.
    let program = launch.start()?;
    let _ = status(program.address, "/readyz");
    let (code, took) = program.terminate()?;
    report.row(
        "it starts and stops without a database",
        &format!("exit code {code:?}"),
        code == Some(0),
    );
    report.within("… within 25 s", took, Duration::from_secs(25), plan.timed);
    Ok(())
}
