//! A right request to every operation, to be made wrong in one place.

use serde_json::{Value, json};
use varta_tests::harness::{Answer, App, Client, Request, text};

use crate::operations::OPEN;
use crate::routes::{Route, WithBody, routes};
use crate::world::World;

/// Stands in a body where a text goes that JSON values cannot hold.
const PLACE: &str = "@@place@@";

pub struct Trial<'a> {
    pub route: Route,
    /// Who may; nobody in particular, where nobody has to be signed in.
    pub client: Client,
    pub path: String,
    /// Null: the operation takes none.
    pub body: Value,
    world: &'a World<'a>,
}

/// Every guarded operation.
pub fn guarded<'a>(app: &App, world: &'a World<'a>) -> Vec<Trial<'a>> {
    let all = routes(app).into_iter().filter(|route| route.guarded);
    all.map(|route| Trial {
        client: app.client(route.operation().by),
        path: route.path(world.values(&route)),
        body: (route.operation().body)(world),
        world,
        route,
    })
    .collect()
}

/// Every operation that takes a body, also those for which nobody has to be signed in.
pub fn with_body<'a>(app: &App, world: &'a World<'a>) -> Vec<Trial<'a>> {
    let open = routes(app).into_iter().filter_map(|route| {
        let (_, body) = OPEN.iter().find(|(id, _)| *id == route.id)?;
        Some(Trial {
            client: app.anonymous(),
            path: route.template.clone(),
            body: body(),
            world,
            route,
        })
    });
    let guarded = guarded(app, world).into_iter();
    guarded
        .filter(|trial| !trial.body.is_null())
        .chain(open)
        .collect()
}

impl Trial<'_> {
    /// Without a body.
    pub fn request(&self) -> Request {
        self.at(&self.address())
    }

    /// The path with what a right request has after the question mark.
    pub fn address(&self) -> String {
        if self.route.guarded {
            let query = (self.route.operation().query)(self.world);
            format!("{}{query}", self.path)
        } else {
            self.path.clone()
        }
    }

    /// The same at another address.
    pub fn at(&self, address: &str) -> Request {
        self.route.asked(&self.client, address)
    }

    /// Nothing is wrong with it but who asks.
    pub fn by(&self, client: &Client) -> Answer {
        let request = self.route.asked(client, &self.address());
        request.with_body(&self.body).send()
    }

    /// The right body, at another address.
    pub fn whole_at(&self, address: &str) -> Answer {
        self.at(address).with_body(&self.body).send()
    }

    pub fn with(&self, pointer: &str, value: Value) -> Answer {
        self.request().json(&self.having(pointer, value)).send()
    }

    /// With this text in that place, whether or not it is JSON.
    pub fn written(&self, pointer: &str, written: &str) -> Answer {
        let body = self.having(pointer, json!(PLACE)).to_string();
        let body = body.replace(&format!("\"{PLACE}\""), written);
        self.request().text(&body).send()
    }

    /// The right body with another value in one place, where there need not have been one.
    pub fn having(&self, pointer: &str, value: Value) -> Value {
        let mut body = self.body.clone();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match body.pointer_mut(parent).unwrap() {
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
            parent => parent[name] = value,
        }
        body
    }
}

/// A complete 4xx problem.
#[track_caller]
pub fn refused(answer: &Answer, what: &str) -> Value {
    assert!(
        (400..500).contains(&answer.status),
        "{}: {what}: {} {}",
        answer.asked,
        answer.status,
        answer.text
    );
    let code = answer.json()["code"].clone();
    answer.clone().problem(answer.status, text(&code))
}

/// A 4xx problem that names this place of the body, or what it stands in.
#[track_caller]
pub fn names(answer: &Answer, pointer: &str) {
    let problem = refused(answer, pointer);
    let written = written_field(&problem);
    let place = dotted(pointer);
    let fits =
        !written.is_empty() && (place == written || place.starts_with(&format!("{written}.")));
    assert!(fits, "{}: {pointer} is wrong, {problem}", answer.asked);
}

/// The field that a problem names, with dots alone.
pub fn written_field(problem: &Value) -> String {
    let field = problem["field"].as_str().unwrap_or_default();
    let dotted = field.replace('[', ".").replace(']', "");
    // A name may be empty.
    dotted.trim_end_matches('.').to_owned()
}

pub fn dotted(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

/// The places of all texts of a body, as JSON pointers.
pub fn texts(body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect_texts(body, String::new(), &mut found);
    found
}

fn collect_texts(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at),
        Value::Object(members) => {
            for (name, value) in members {
                collect_texts(value, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                collect_texts(value, format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}
