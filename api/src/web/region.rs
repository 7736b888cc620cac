//! The coordinator's table: how every community stands.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use askama::Template;
use tenants::access::{Action, role_for};
use tenants::dashboards::{self, CommunityCounts, Metric};
use tenants::db::{RegionTx, Tx};
use tenants::regions;

use super::moments::{Stamp, stamp};
use super::page::{Shell, page};
use super::session::BrowserSession;
use super::{spelling, words};
use crate::app::App;
use crate::error::Problem;

#[derive(Debug, Template)]
#[template(path = "region.html")]
struct RegionPage {
    shell: Shell,
    name: String,
    as_of: Stamp,
    open: String,
    total: Row,
    rows: Vec<Row>,
}

/// The numbers of a community, as columns.
#[derive(Debug)]
struct Row {
    name: String,
    /// To its queue, for those who may see it.
    href: Option<String>,
    open: i64,
    fresh: i64,
    assigned: i64,
    in_work: i64,
    reported: i64,
    rework: i64,
    elsewhere: i64,
    acknowledge_overdue: i64,
    resolve_overdue: i64,
}

impl Row {
    fn of(name: String, href: Option<String>, values: &BTreeMap<String, i64>) -> Self {
        let number = |metric: Metric| values.get(metric.code()).copied().unwrap_or(0);
        let fresh = number(Metric::OpenRegistered);
        let assigned = number(Metric::OpenAssigned);
        let in_work = number(Metric::OpenInWork);
        let reported = number(Metric::OpenReported);
        let rework = number(Metric::OpenRework) + number(Metric::OpenDeclined);
        let elsewhere = number(Metric::OpenHandingOver) + number(Metric::OpenHandedOver);
        Self {
            name,
            href,
            open: fresh + assigned + in_work + reported + rework + elsewhere,
            fresh,
            assigned,
            in_work,
            reported,
            rework,
            elsewhere,
            acknowledge_overdue: number(Metric::AcknowledgeOverdue),
            resolve_overdue: number(Metric::ResolveOverdue),
        }
    }

    /// The words of the columns stand beside the numbers on narrow screens.
    fn cells(&self) -> [(&'static str, i64, bool); 9] {
        [
            ("Відкрито", self.open, false),
            ("Нові", self.fresh, false),
            ("Передані", self.assigned, false),
            ("У роботі", self.in_work, false),
            ("Чекають перевірки", self.reported, false),
            ("На доробці, з відмовою", self.rework, false),
            ("В інших громад", self.elsewhere, false),
            ("Не прийняті вчасно", self.acknowledge_overdue, true),
            ("Не виконані вчасно", self.resolve_overdue, true),
        ]
    }
}

#[get("/region")]
pub async fn region(app: web::Data<App>, session: BrowserSession) -> Result<HttpResponse, Problem> {
    let actor = &session.caller.actor;
    let sees_queues = role_for(actor.roles_in_region(), Action::SeeAppeals).is_some();
    let work = |tx: &mut RegionTx<'_>| {
        let region = regions::find(tx)?;
        Ok((
            region.name_uk.to_string(),
            dashboards::of_region(tx)?,
            tx.now(),
        ))
    };
    let (name, counts, now) = app
        .database
        .read_region("web.region", &session.caller, actor.region(), work)
        .await?;
    let total = Row::of("Разом".to_owned(), None, &sum(&counts));
    page(&RegionPage {
        shell: Shell::of(&session, "/region"),
        name,
        as_of: stamp(now, now),
        open: words::count(total.open, words::APPEALS),
        total,
        rows: counts
            .into_iter()
            .map(|one| {
                let href = sees_queues.then(|| format!("/queue?community={}", one.community));
                Row::of(spelling::community(&one.name), href, &one.values)
            })
            .collect(),
    })
}

fn sum(counts: &[CommunityCounts]) -> BTreeMap<String, i64> {
    let mut total = BTreeMap::new();
    for (metric, value) in counts.iter().flat_map(|one| &one.values) {
        *total.entry(metric.clone()).or_insert(0) += value;
    }
    total
}
