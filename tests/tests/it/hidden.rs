//! What is another's does not exist: the same answer, byte for byte, as for what never existed,
//! whether it is named in the path, after the question mark or in the body.

use std::collections::HashMap;

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, Person, text};

use crate::document::{Document, Field};
use crate::routes::Route;
use crate::trial::{Trial, guarded, names, refused};
use crate::world::{NOBODYS, World, worlds};

/// Who has no part in what begins like this.
fn strangers(route: &Route) -> &'static [Person] {
    match route.parameters().first() {
        Some(&"region_id") => &[
            Person::DispatcherA,
            Person::AdministratorA,
            Person::StaffElectricity,
            Person::Elsewhere,
        ],
        Some(&"utility_id") => &[
            Person::StaffWaterB,
            Person::StaffHousingA,
            Person::DispatcherA,
            Person::Coordinator,
            Person::RegionAdministrator,
        ],
        Some(_) => &[
            Person::DispatcherB,
            Person::AdministratorB,
            Person::StaffWaterA,
            Person::Elsewhere,
        ],
        None => &[],
    }
}

#[test]
fn what_is_anothers_does_not_exist() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let trials = guarded(&app, &a);
    let everybody: Vec<_> = Person::ALL
        .iter()
        .map(|person| app.client(*person))
        .collect();
    assert_eq!(everybody.len(), Person::ALL.len());
    let before = app.database.contents();
    for trial in &trials {
        let route = &trial.route;
        for stranger in strangers(route) {
            let client = app.client(*stranger);
            let hidden = trial.by(&client);
            let _ = hidden.clone().problem(404, "not_found");
            for name in route.parameters() {
                let missing = route.path(&with(a.values(route), name, NOBODYS));
                let missing = route.request(&client, &a, &missing).send();
                alike(&hidden, &missing);
            }
        }
        inner(&app, route, &a, &b);
    }
    assert_eq!(app.database.contents(), before);
}

/// Inside one's own community, utility or region: what stands in another one, and what stands
/// nowhere.
fn inner(app: &App, route: &Route, a: &World<'_>, b: &World<'_>) {
    let client = app.client(route.operation().by);
    for name in route.parameters().into_iter().skip(1) {
        let missing = route.path(&with(a.values(route), name, NOBODYS));
        let missing = route.request(&client, a, &missing).send();
        let _ = missing.clone().problem(404, "not_found");
        let anothers = &b.values(route)[name];
        if *anothers == a.values(route)[name] {
            continue;
        }
        let hidden = route.path(&with(a.values(route), name, anothers));
        alike(&route.request(&client, a, &hidden).send(), &missing);
    }
}

fn with(
    values: &HashMap<&'static str, String>,
    name: &str,
    value: impl ToString,
) -> HashMap<&'static str, String> {
    let mut values = values.clone();
    *values.get_mut(name).unwrap() = value.to_string();
    values
}

#[track_caller]
fn alike(hidden: &Answer, missing: &Answer) {
    alike_but_for(hidden, missing, "");
}

/// An answer may say again what was asked for.
#[track_caller]
fn alike_but_for(hidden: &Answer, missing: &Answer, foreign: &str) {
    let mut said = hidden.without_instance();
    if !foreign.is_empty() {
        said = said.replace(foreign, &NOBODYS.to_string());
    }
    assert_eq!(said, missing.without_instance(), "{}", hidden.asked);
}

/// What stands on the other side, and is no business of this one, under this name.
fn anothers(b: &World<'_>, elsewhere: &str, name: &str) -> String {
    match name {
        // Every community of the region may be named to hand an appeal over to it.
        "community_id" => elsewhere.to_owned(),
        "region_id" => b.app.fixture.region_elsewhere.to_string(),
        _ => {
            let known = b.named().find(|(known, _)| name.ends_with(*known));
            let (_, value) = known.unwrap_or_else(|| panic!("nothing of B is called {name}"));
            value.to_owned()
        }
    }
}

/// A community of another region.
fn community_elsewhere(app: &App) -> String {
    let path = format!(
        "/api/v1/regions/{}/communities",
        app.fixture.region_elsewhere
    );
    let body = json!({ "katottg": "UA07060010000054321", "name_uk": "Далека", "name_en": "Far" });
    let made = app.client(Person::Elsewhere).post(&path, &body).created();
    text(&made["id"]).to_owned()
}

#[test]
fn what_is_anothers_does_not_exist_after_the_question_mark() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let document = Document::of(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    let mut tried = 0;
    for trial in &trials {
        for parameter in document.parameters(&trial.route) {
            if parameter.in_path || !parameter.kind.is_id() {
                continue;
            }
            tried += 1;
            let foreign = anothers(&b, "", &parameter.name);
            // With whatever else a right request has, and alone, where one excludes the other.
            let told: Vec<u16> = [trial.address(), trial.path.clone()]
                .iter()
                .map(|address| {
                    let ask = |value: &str| {
                        let address = asking(address, &parameter.name, value);
                        trial.client.get(&address)
                    };
                    let missing = ask(&NOBODYS.to_string());
                    alike(&ask(&foreign), &missing);
                    missing.status
                })
                .collect();
            assert!(
                told.iter().any(|status| [200, 422].contains(status)),
                "{}: {} was never looked for: {told:?}",
                trial.route.id,
                parameter.name
            );
        }
    }
    assert!(tried >= 4, "{tried}");
    assert_eq!(app.database.contents(), before);
}

/// The address with this parameter, and no other of that name.
fn asking(address: &str, name: &str, value: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let mut pairs: Vec<String> = kept.map(str::to_owned).collect();
    pairs.push(format!("{name}={value}"));
    format!("{path}?{}", pairs.join("&"))
}

#[test]
fn what_is_anothers_does_not_exist_in_a_body() {
    let app = App::start();
    let (a, b) = worlds(&app);
    let document = Document::of(&app);
    let elsewhere = community_elsewhere(&app);
    let trials = guarded(&app, &a);
    let before = app.database.contents();
    let mut tried = 0;
    for trial in trials.iter().filter(|trial| !trial.body.is_null()) {
        let fields = document.fields(&trial.route, &trial.body);
        for field in fields.iter().filter(|field| field.kind.is_id()) {
            for (around, name) in meanings(trial, field, &fields) {
                tried += 1;
                let ask = |id: &str| {
                    let mut body = around.clone();
                    *place(&mut body, &field.pointer) = json!(id);
                    trial.request().json(&body).send()
                };
                let missing = ask(&NOBODYS.to_string());
                // Not every role is held in every kind of place: then it is the place that is wrong.
                if around == trial.body {
                    names(&missing, &field.pointer);
                } else {
                    refused(&missing, &name);
                }
                let mut foreign = vec![anothers(&b, &elsewhere, &name)];
                // A neighbour may be handed an appeal, and nothing else.
                if name == "community_id" && field.pointer.ends_with("/id") && in_a(&trial.route) {
                    foreign.push(b.side.community.to_string());
                }
                for foreign in foreign {
                    alike_but_for(&ask(&foreign), &missing, &foreign);
                }
            }
        }
    }
    assert!(tried >= 20, "{tried}");
    assert_eq!(app.database.contents(), before);
}

fn in_a(route: &Route) -> bool {
    route.parameters().first() == Some(&"community_id")
}

fn place<'a>(body: &'a mut Value, pointer: &str) -> &'a mut Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    &mut body.pointer_mut(parent).unwrap()[name]
}

/// What an identifier may be one of, and the body that says so: its own name says it, or a word
/// that stands beside it.
fn meanings(trial: &Trial<'_>, field: &Field, fields: &[Field]) -> Vec<(Value, String)> {
    let (parent, name) = field.pointer.rsplit_once('/').unwrap();
    if name != "id" {
        return vec![(trial.body.clone(), name.to_owned())];
    }
    let beside = ["kind", "scope"].map(|word| format!("{parent}/{word}"));
    let word = fields
        .iter()
        .find(|field| beside.contains(&field.pointer))
        .unwrap_or_else(|| panic!("{}: of what is {}?", trial.route.id, field.pointer));
    let words = word.kind.words.iter();
    words
        // The whole community is named by no identifier.
        .filter(|kind| !(word.pointer.ends_with("kind") && *kind == "community"))
        .map(|kind| {
            let mut body = trial.body.clone();
            *place(&mut body, &word.pointer) = json!(kind);
            (body, format!("{kind}_id"))
        })
        .collect()
}
