//! The card of one appeal, as it is asked for.

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use tenants::access::Action;
use tenants::db::{CommunityTx, Tx};
use tenants::ids::{AppealId, CommunityId};
use tenants::{appeals, assignments, calls, communities, ledger, utilities};

use super::card_parts::{CallShown, CardPage, Facts, Given};
use super::history::{Event, Names};
use super::names::{self, Services};
use super::page::{Shell, page};
use super::session::BrowserSession;
use super::spelling;
use crate::app::App;
use crate::error::Problem;
use crate::extract::{Caller, Path, Query};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardIn {
    community: Option<CommunityId>,
}

#[get("/appeals/{appeal_id}")]
pub async fn card(
    app: web::Data<App>,
    session: BrowserSession,
    id: Path<AppealId>,
    query: Query<CardIn>,
) -> Result<HttpResponse, Problem> {
    let community = names::chosen(&session.caller, query.0.community)?;
    let (caller, id) = (session.caller.clone(), id.0);
    let mut shown = app
        .database
        .read_community("web.card", &session.caller, community, move |tx| {
            look(tx, &caller, id)
        })
        .await?;
    shown.shell = Shell::of(&session, "/queue");
    page(&shown)
}

fn look(tx: &mut CommunityTx<'_>, caller: &Caller, id: AppealId) -> Result<CardPage, Problem> {
    let appeal = appeals::find(tx, id)?;
    let services = Services::here(tx)?;
    let own = communities::own(tx)?;
    let names = names_for(tx, caller)?;
    let now = tx.now();
    let calls = match tx.may(Action::SeePersons) {
        true => Some(
            calls::of_appeal(tx, id)?
                .into_iter()
                .map(|call| CallShown::of(call, now))
                .collect(),
        ),
        false => None,
    };
    let given = assignments::of_appeal(tx, id)?
        .into_iter()
        .map(|assignment| Given::of(assignment, &names.utilities, now))
        .collect();
    let events = ledger::history(tx, id)?
        .iter()
        .map(|entry| Event::of(entry, &names, now))
        .collect();
    Ok(CardPage {
        shell: Shell::bare(),
        back: format!("/queue?community={}", own.id),
        community_name: spelling::community(own.name_uk.as_str()),
        facts: Facts::of(appeal, &services, &names.utilities, now),
        calls,
        given,
        events,
    })
}

fn names_for(tx: &mut CommunityTx<'_>, caller: &Caller) -> Result<Names, Problem> {
    Ok(Names {
        me: caller.account,
        utilities: utilities::list(tx)?
            .into_iter()
            .map(|utility| (utility.id, utility.name.to_string()))
            .collect(),
        communities: communities::neighbours(tx)?
            .into_iter()
            .map(|community| {
                (
                    community.id,
                    spelling::community(community.name_uk.as_str()),
                )
            })
            .collect(),
    })
}
