//! How a stream begins: what all three have in common.

use std::future::{Ready, ready};
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use tenants::accounts;
use tenants::ids::{LedgerId, RegionId};
use tenants::ledger::SealedEvent;
use tenants::live::{self, Entrance, Notice, Place, Positions};

use super::cursor;
use super::hub::{Joining, Refusal, Seat};
use super::message::{Beginning, Part, for_rights};
use super::stream::Listener;
use crate::app::App;
use crate::error::{Code, Problem};
use crate::extract::Caller;

const HEADER: &str = "Last-Event-ID";

/// How far the client is, when it comes back.
#[derive(Debug)]
pub struct LastEventId(Option<String>);

impl FromRequest for LastEventId {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let header = req.headers().get(HEADER).filter(|id| !id.is_empty());
        let text = header.map(|id| id.to_str().map(str::to_owned)).transpose();
        ready(text.map(Self).map_err(|_| malformed()))
    }
}

fn malformed() -> Problem {
    Problem::new(Code::InvalidParameter)
        .field(HEADER)
        .reason("must be the id of an event of this stream")
}

/// Another program has sealed and sent what this one reads a moment later.
const CATCH_UP: Duration = Duration::from_millis(25);
const TRIES: u32 = 200;

/// Answers with a stream. Who follows is what the database says that they are now, not what
/// their token said: a stream may last longer than a token.
pub(super) async fn follow(
    app: &App,
    caller: &Caller,
    place: Place,
    last: LastEventId,
) -> Result<HttpResponse, Problem> {
    let (session, idle) = (caller.session, app.settings.auth.idle_lock());
    let enter = move |db: &tenants::db::Db| {
        let standing = accounts::standing(db, &[session], idle)?
            .remove(&session)
            .ok_or_else(|| Problem::new(Code::SessionOver))?;
        let entrance = live::enter(db, &standing.actor(), place)?;
        Ok((standing, entrance))
    };
    let (standing, entrance) = app.database.blocking("live.enter", enter).await?;
    let ledgers: Vec<LedgerId> = entrance.heads.within(entrance.reach).collect();
    let since = last
        .0
        .map(|text| cursor::read(&text, ledgers.iter().copied()).ok_or_else(malformed))
        .transpose()?;
    let (mut beginning, since) = judge(since, &entrance, place);
    let seat = join(
        app,
        &Joining {
            session,
            standing: &standing,
            place,
            entrance: &entrance,
            since: since.as_ref(),
        },
    )
    .await?;
    let rights = place.rights(&standing.actor());
    let mut first = Vec::new();
    if let Some(since) = since {
        match missed(app, place, &entrance, &ledgers, &since, &seat.began).await? {
            Some(parts) => {
                let id = cursor::write(&since, ledgers.iter().copied());
                first.push(Part::beginning(Beginning::Resumed, &id));
                first.extend(parts);
                let id = cursor::write(&seat.began, ledgers.iter().copied());
                first.push(Part::beat(&id));
            }
            None => beginning = Beginning::Reset,
        }
    }
    if first.is_empty() {
        let id = cursor::write(&seat.began, ledgers.iter().copied());
        first.push(Part::beginning(beginning, &id));
    }
    if let Place::Region(region) = place {
        first.extend(counts(app, region, &seat.began, &ledgers).await?);
    }
    let first: Option<Bytes> = for_rights(&first, &rights);
    let listener = Listener {
        seat,
        rights,
        first,
    };
    Ok(listener.answer())
}

/// Nobody can be further than the ledger is; who says so has seen another one, such as the one
/// before a backup was restored.
fn judge(
    since: Option<Positions>,
    entrance: &Entrance,
    place: Place,
) -> (Beginning, Option<Positions>) {
    let heads = entrance.heads.positions(place.source());
    match since {
        None => (Beginning::Ready, None),
        Some(since) if since.iter().any(|(id, seen)| heads.get(id) < Some(seen)) => {
            (Beginning::Reset, None)
        }
        Some(since) => (Beginning::Resumed, Some(since)),
    }
}

async fn join(app: &App, joining: &Joining<'_>) -> Result<Seat, Problem> {
    for _ in 0..TRIES {
        match app.live.join(joining) {
            Ok(seat) => return Ok(seat),
            Err(Refusal::Behind) => tokio::time::sleep(CATCH_UP).await,
            Err(Refusal::TooMany) => {
                return Err(Problem::new(Code::TooManyStreams).retry_after(10));
            }
            Err(Refusal::Closed) => break,
        }
    }
    Err(Problem::new(Code::Overloaded).retry_after(1))
}

/// What happened while they were away; nothing when it is too much.
async fn missed(
    app: &App,
    place: Place,
    entrance: &Entrance,
    ledgers: &[LedgerId],
    since: &Positions,
    until: &Positions,
) -> Result<Option<Vec<Part>>, Problem> {
    let (after, before, of) = (since.clone(), until.clone(), ledgers.to_vec());
    let between = move |db: &tenants::db::Db| Ok(live::between(db, &of, &after, &before)?);
    let events = app.database.blocking("live.between", between).await?;
    Ok(events.map(|events| {
        let regions = entrance.heads.regions();
        let mut at = since.clone();
        let tell = |event: &SealedEvent| {
            at.insert(event.ledger, event.position);
            let region = regions.get(&event.ledger).copied()?;
            let (_, notice) = live::notices(place.source(), event, region)
                .into_iter()
                .find(|(whose, _)| *whose == place)?;
            let id = cursor::write(&at, ledgers.iter().copied());
            Some(Part::of(&id, notice))
        };
        events.iter().filter_map(tell).collect()
    }))
}

/// The numbers as they are: whoever was away need not know how they came about.
async fn counts(
    app: &App,
    region: RegionId,
    began: &Positions,
    ledgers: &[LedgerId],
) -> Result<Vec<Part>, Problem> {
    let read =
        move |db: &tenants::db::Db| Ok((live::counts_of_region(db, region)?, db.clock().now()));
    let (counts, now) = app.database.blocking("live.counts", read).await?;
    let id = cursor::write(began, ledgers.iter().copied());
    Ok(counts
        .into_iter()
        .map(|(community, counts)| Part::of(&id, Notice::of_counts(community, counts, now)))
        .collect())
}
