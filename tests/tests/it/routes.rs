//! The operations of the OpenAPI document, and requests to them.

use std::collections::HashMap;

use reqwest::Method;
use serde_json::Value;
use varta_tests::harness::{App, Client, Request, text};

use crate::document::Document;
use crate::operations::{OPERATIONS, Operation};
use crate::world::World;

/// An operation as the document describes it.
#[derive(Debug, Clone)]
pub struct Route {
    pub id: String,
    pub method: Method,
    /// With the names of its parameters.
    pub template: String,
    /// Whether one has to be signed in.
    pub guarded: bool,
    pub needs_key: bool,
    pub needs_if_match: bool,
    /// The fields that its body must have.
    pub required: Vec<String>,
    /// What may stand after the question mark.
    pub query: Vec<String>,
}

/// What the document says that the program can do.
pub fn routes(app: &App) -> Vec<Route> {
    Document::of(app).routes()
}

pub(crate) fn read(document: &Value) -> Vec<Route> {
    let mut routes = Vec::new();
    for (template, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let takes = |name: &str| {
                let parameters = operation["parameters"].as_array();
                parameters.is_some_and(|all| all.iter().any(|one| one["name"] == name))
            };
            routes.push(Route {
                id: id.to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                template: template.clone(),
                guarded: operation["security"].is_null(),
                needs_key: takes("Idempotency-Key"),
                needs_if_match: takes("If-Match"),
                required: required(document, operation),
                query: query(operation),
            });
        }
    }
    routes
}

fn required(document: &Value, operation: &Value) -> Vec<String> {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
    let Some(name) = schema.as_str().and_then(|path| path.rsplit('/').next()) else {
        return Vec::new();
    };
    let required = document["components"]["schemas"][name]["required"].as_array();
    let names = required.into_iter().flatten();
    names.map(|name| text(name).to_owned()).collect()
}

fn query(operation: &Value) -> Vec<String> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters
        .filter(|parameter| parameter["in"] == "query")
        .map(|parameter| text(&parameter["name"]).to_owned())
        .collect()
}

impl Route {
    pub fn operation(&self) -> &'static Operation {
        OPERATIONS
            .iter()
            .find(|operation| operation.id == self.id)
            .unwrap_or_else(|| panic!("{} has no row in the table of operations", self.id))
    }

    /// The names in its path, the outermost first.
    pub fn parameters(&self) -> Vec<&str> {
        let parts = self.template.split('/');
        parts
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect()
    }

    /// The path with these values.
    pub fn path(&self, values: &HashMap<&'static str, String>) -> String {
        let mut path = self.template.clone();
        for name in self.parameters() {
            let value = values
                .get(name)
                .unwrap_or_else(|| panic!("{}: no value for {name}", self.id));
            path = path.replace(&format!("{{{name}}}"), value);
        }
        path
    }

    /// A request in which nothing is wrong.
    pub fn request(&self, client: &Client, world: &World<'_>, path: &str) -> Request {
        let body = (self.operation().body)(world);
        self.bare(client, world, path).with_body(&body)
    }

    /// The same without a body.
    pub fn bare(&self, client: &Client, world: &World<'_>, path: &str) -> Request {
        self.asked(
            client,
            &format!("{path}{}", (self.operation().query)(world)),
        )
    }

    /// The same at exactly this address.
    pub fn asked(&self, client: &Client, address: &str) -> Request {
        let mut request = client.request(self.method.clone(), address);
        if self.needs_key {
            request = request.fresh_key();
        }
        if self.needs_if_match {
            request = request.if_match("*");
        }
        request
    }
}

pub trait WithBody {
    fn with_body(self, body: &Value) -> Self;
}

impl WithBody for Request {
    fn with_body(self, body: &Value) -> Self {
        if body.is_null() {
            self
        } else {
            self.json(body)
        }
    }
}
