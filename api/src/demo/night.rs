//! Plays a night: some hundred calls, in the order in which things happened, by the verbs that
//! people use, each at its own time.

use chrono::Duration;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use tenants::access::Actor;
use tenants::appeals::{self, Answer, AppealKind, NewAppeal, Outcome};
use tenants::assignments;
use tenants::calls::{Applicant, Phone};
use tenants::clock::{Clock, Moment};
use tenants::db::Db;
use tenants::handovers::{self, NewHandover, Refusal};
use tenants::housing;
use tenants::ids::{AppealId, AssignmentId, BuildingId, HandoverId, UtilityId};
use tenants::text::{Flat, Name};

use super::chance::stream;
use super::error::DemoError;
use super::load::{LoadedCommunity, Oblast, SEED};
use super::people::Names;
use super::script::Script;
use super::story::{Deed, story};

const APPEALS: usize = 420;
const HOURS: i64 = 10;

/// One call and what has come of it so far.
struct Thread<'o> {
    community: &'o LoadedCommunity,
    neighbour: &'o LoadedCommunity,
    building: BuildingId,
    service: String,
    names: &'o Names,
    appeal: Option<AppealId>,
    assignment: Option<(UtilityId, AssignmentId)>,
    handover: Option<HandoverId>,
}

/// Something that happens at a moment, in a thread.
type Planned = (Moment, usize, Deed);

/// Plays the night before now; says how many calls there were.
pub fn play(db: &Db, oblast: &Oblast) -> Result<usize, DemoError> {
    let script = Script::embedded()?;
    let names = Names::embedded()?;
    let mut chance = stream(SEED, "night");
    let now = db.clock().now();
    let mut threads = Vec::new();
    let mut plan: Vec<Planned> = Vec::new();
    for index in 0..APPEALS {
        let (thread, assignable) = begin(db, oblast, &script, &names, &mut chance, index)?;
        let mut at = now - Duration::seconds(chance.random_range(60..HOURS * 3_600));
        for (pause, deed) in story(&mut chance, !assignable) {
            at += pause;
            plan.push((at, threads.len(), deed));
        }
        threads.push(thread);
    }
    plan.retain(|(at, ..)| *at < now);
    plan.sort_by_key(|(at, thread, _)| (*at, *thread));
    for (at, thread, deed) in plan {
        if let Some(thread) = threads.get_mut(thread) {
            thread.act(
                &db.with_clock(Clock::fixed(at)),
                oblast,
                &script,
                &mut chance,
                deed,
            )?;
        }
    }
    Ok(threads.len())
}

fn begin<'o>(
    db: &Db,
    oblast: &'o Oblast,
    script: &Script,
    names: &'o Names,
    chance: &mut ChaCha8Rng,
    index: usize,
) -> Result<(Thread<'o>, bool), DemoError> {
    let all = &oblast.communities;
    let at = |index: usize| {
        all.get(index % all.len().max(1))
            .ok_or_else(|| DemoError::missing("communities"))
    };
    let (community, neighbour) = (at(index)?, at(index + 1)?);
    let (service, assignable) = script.service(chance);
    let building = loop {
        let line = script.address(chance, &community.addresses)?;
        let found = db.in_community("demo.find", &community.dispatcher, community.id, |tx| {
            housing::find(tx, line).map_err(DemoError::from)
        })?;
        if let Some((building, _)) = found
            .candidates
            .into_iter()
            .find_map(|candidate| candidate.building)
        {
            break building;
        }
    };
    let thread = Thread {
        community,
        neighbour,
        building,
        service,
        names,
        appeal: None,
        assignment: None,
        handover: None,
    };
    Ok((thread, assignable))
}

impl Thread<'_> {
    fn act(
        &mut self,
        db: &Db,
        oblast: &Oblast,
        script: &Script,
        chance: &mut ChaCha8Rng,
        deed: Deed,
    ) -> Result<(), DemoError> {
        match deed {
            Deed::Answer | Deed::Register | Deed::Join => self.call(db, script, chance, deed),
            Deed::Accept | Deed::Arrive | Deed::Decline | Deed::Report => {
                self.work(db, oblast, script, chance, deed)
            }
            Deed::Offer | Deed::AcceptOffer | Deed::RefuseOffer => {
                self.hand_over(db, oblast, script, chance, deed)
            }
            Deed::Assign | Deed::Return | Deed::Close => self.dispatch(db, script, chance, deed),
        }
    }

    fn call(
        &mut self,
        db: &Db,
        script: &Script,
        chance: &mut ChaCha8Rng,
        deed: Deed,
    ) -> Result<(), DemoError> {
        let applicant = self.applicant(chance)?;
        let words = match deed {
            Deed::Answer => script.answer(chance, &self.service)?,
            _ => script.caller(chance, &self.service)?,
        };
        let (building, service) = (self.building, self.service.clone());
        let (dispatcher, community) = (&self.community.dispatcher, self.community.id);
        let known = self.appeal;
        let appeal = db.in_community("demo.call", dispatcher, community, |tx| {
            match (deed, known) {
                (Deed::Answer, _) => {
                    let given = Answer {
                        building,
                        service: service.clone(),
                        applicant: applicant.clone(),
                        words: words.clone(),
                    };
                    Ok::<_, DemoError>(appeals::answer(tx, &given)?.id)
                }
                (Deed::Join, Some(appeal)) => {
                    appeals::join(tx, appeal, &applicant, &words)?;
                    Ok(appeal)
                }
                _ => {
                    let new = NewAppeal {
                        kind: AppealKind::Operational,
                        building,
                        service: service.clone(),
                        applicant: applicant.clone(),
                        words: words.clone(),
                    };
                    Ok(appeals::register(tx, &new)?.id)
                }
            }
        })?;
        self.appeal = Some(appeal);
        Ok(())
    }

    fn dispatch(
        &mut self,
        db: &Db,
        script: &Script,
        chance: &mut ChaCha8Rng,
        deed: Deed,
    ) -> Result<(), DemoError> {
        let appeal = self.appeal.ok_or_else(|| DemoError::missing("appeal"))?;
        let reason = script.rework(chance)?;
        let reported = self.assignment.is_some();
        let given = db.in_community(
            "demo.dispatch",
            &self.community.dispatcher,
            self.community.id,
            |tx| {
                match deed {
                    Deed::Assign => {
                        let assigned = appeals::assign(tx, appeal, None, None)?;
                        return Ok::<_, DemoError>(Some((assigned.utility, assigned.assignment)));
                    }
                    Deed::Return => appeals::return_for_rework(tx, appeal, None, &reason)?,
                    _ => {
                        let outcome = if reported {
                            Outcome::Resolved
                        } else {
                            Outcome::Withdrawn
                        };
                        appeals::close(tx, appeal, None, outcome, None)?
                    }
                };
                Ok(None)
            },
        )?;
        self.assignment = given.or(self.assignment);
        Ok(())
    }

    fn work(
        &mut self,
        db: &Db,
        oblast: &Oblast,
        script: &Script,
        chance: &mut ChaCha8Rng,
        deed: Deed,
    ) -> Result<(), DemoError> {
        let (utility, id) = self
            .assignment
            .ok_or_else(|| DemoError::missing("assignment"))?;
        let crew: &Actor = oblast
            .crews
            .get(&utility)
            .ok_or_else(|| DemoError::missing("crew"))?;
        let (reason, addressee) = script.decline(chance)?;
        let report = script.report(chance, &self.service)?;
        db.in_utility("demo.work", crew, utility, |tx| {
            match deed {
                Deed::Accept => assignments::accept(tx, id, None)?,
                Deed::Arrive => assignments::arrive(tx, id, None)?,
                Deed::Decline => assignments::decline(tx, id, None, &reason, &addressee)?,
                _ => assignments::report(tx, id, None, &report)?,
            };
            Ok(())
        })
    }

    fn hand_over(
        &mut self,
        db: &Db,
        oblast: &Oblast,
        script: &Script,
        chance: &mut ChaCha8Rng,
        deed: Deed,
    ) -> Result<(), DemoError> {
        let appeal = self.appeal.ok_or_else(|| DemoError::missing("appeal"))?;
        let (offer_reason, refusal_reason) = (script.handover(chance)?, script.refusal(chance)?);
        let Some(handover) = self.handover.filter(|_| deed != Deed::Offer) else {
            let new = NewHandover {
                appeal,
                to: self.neighbour.id,
                reason: offer_reason,
            };
            let offered =
                db.in_community("demo.offer", &oblast.coordinator, self.community.id, |tx| {
                    handovers::offer(tx, &new, None).map_err(DemoError::from)
                })?;
            self.handover = Some(offered.handover);
            return Ok(());
        };
        db.in_community(
            "demo.answer",
            &self.neighbour.dispatcher,
            self.neighbour.id,
            |tx| {
                if deed == Deed::AcceptOffer {
                    handovers::accept(tx, handover, None, None)?;
                } else {
                    let refusal = Refusal {
                        reason: refusal_reason.clone(),
                        proposed: None,
                    };
                    handovers::refuse(tx, handover, &refusal, None)?;
                }
                Ok(())
            },
        )
    }

    fn applicant(&self, chance: &mut ChaCha8Rng) -> Result<Applicant, DemoError> {
        let caller = self.names.caller(chance);
        let named = chance.random_bool(0.8);
        Ok(Applicant {
            name: if named {
                Some(Name::parse(&caller.name_uk)?)
            } else {
                None
            },
            phone: Some(Phone::parse(&caller.phone)?),
            flat: if named {
                Some(Flat::parse(&chance.random_range(1..90).to_string())?)
            } else {
                None
            },
        })
    }
}
