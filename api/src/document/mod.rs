//! The OpenAPI document: made from the handlers, completed with what they all share.

pub mod read;
pub(crate) mod shapes;

use std::collections::HashMap;

use utoipa::openapi::header::Header;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required,
    ResponseBuilder, Type,
};
use utoipa::{PartialSchema, ToSchema};

use crate::auth::cookie;
use crate::error::{Code, ProblemOut};
use crate::routes;

/// The document, and what else is known from it.
#[derive(Debug)]
pub struct Document {
    pub json: String,
    /// Route → methods that it knows, as the header `Allow` lists them.
    methods: HashMap<String, String>,
    /// Routes → methods of theirs that take no parameters in the query.
    without_query: HashMap<String, Vec<&'static str>>,
}

impl Document {
    #[must_use]
    pub fn new() -> Self {
        let document = document();
        let methods = document
            .paths
            .paths
            .iter()
            .map(|(route, item)| {
                let names: Vec<_> = operations(item)
                    .into_iter()
                    .map(|(method, _)| method)
                    .collect();
                (route.clone(), names.join(", "))
            })
            .collect();
        let without_query = document
            .paths
            .paths
            .iter()
            .map(|(route, item)| {
                let bare = operations(item)
                    .into_iter()
                    .filter(|(_, operation)| !takes_query(operation))
                    .map(|(method, _)| method);
                (route.clone(), bare.collect())
            })
            .collect();
        Self {
            json: document.to_pretty_json().unwrap_or_default(),
            methods,
            without_query,
        }
    }

    pub(crate) fn methods(&self, route: &str) -> Option<&str> {
        self.methods.get(route).map(String::as_str)
    }

    pub(crate) fn takes_no_query(&self, method: &str, route: &str) -> bool {
        let bare = self.without_query.get(route);
        bare.is_some_and(|methods| methods.contains(&method))
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

/// The whole document.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = routes::collect();
    document.info = InfoBuilder::new()
        .title("Varta")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The round-the-clock dispatch of an oblast's communities. Every POST carries an Idempotency-Key; \
             every change of something that has an ETag carries If-Match; whatever fails is a problem (RFC 9457) \
             with a stable code.",
        ))
        .build();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    let components = document
        .components
        .get_or_insert_with(|| ComponentsBuilder::new().build());
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie_key()));
    components
        .schemas
        .insert(ProblemOut::name().into_owned(), ProblemOut::schema());
    components
        .schemas
        .insert("ProblemCode".into(), problem_codes());
    let either = ["bearer", "cookie"].map(|name| SecurityRequirement::new(name, [""; 0]));
    document.security = Some(either.to_vec());
    for item in document.paths.paths.values_mut() {
        complete(item);
    }
    document
}

fn cookie_key() -> ApiKey {
    ApiKey::Cookie(ApiKeyValue::with_description(
        cookie::COOKIE,
        "A browser that signed in on our page. Whatever changes something carries in X-Varta-CSRF the \
         csrf_token of /api/v1/me, and comes from our own origin.",
    ))
}

fn problem_codes() -> RefOr<utoipa::openapi::Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Code::ALL.iter().map(|code| code.code())))
        .description(Some("Every value of a problem's `code`"))
        .into()
}

fn complete(item: &mut PathItem) {
    for (method, operation) in operations_mut(item) {
        // Whatever has a security of its own signs somebody in, or needs nobody.
        if method == "POST" && operation.security.is_none() {
            add_header(
                operation,
                "Idempotency-Key",
                "^[!-~]{1,255}$",
                "1 to 255 visible ASCII characters; the same for a repeated request",
            );
        }
        let is_change = matches!(method, "PATCH" | "PUT" | "DELETE")
            && operation.operation_id.as_deref() != Some("sessions.end");
        if is_change || said_header(operation, "If-Match").is_some() {
            add_header(
                operation,
                "If-Match",
                r#"^(\*|"[0-9]{1,9}")$"#,
                "The ETag that was seen, or *",
            );
        }
        operation
            .responses
            .responses
            .entry("default".into())
            .or_insert_with(problem);
    }
}

fn add_header(operation: &mut Operation, name: &str, pattern: &str, description: &str) {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(pattern));
    if let Some(said) = said_header(operation, name) {
        said.schema = Some(text.into());
        return;
    }
    let parameters = operation.parameters.get_or_insert_default();
    parameters.push(
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(description))
            .schema(Some(text))
            .build()
            .into(),
    );
}

/// A header that the handler's own description has.
fn said_header<'a>(operation: &'a mut Operation, name: &str) -> Option<&'a mut Parameter> {
    let parameters = operation.parameters.iter_mut().flatten();
    parameters
        .filter_map(|said| match said {
            RefOr::T(said) => Some(said),
            RefOr::Ref(_) => None,
        })
        .find(|said| said.name == name)
}

fn problem() -> RefOr<utoipa::openapi::Response> {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemOut::name())))
        .build();
    let mut retry = Header::default();
    retry.description = Some("Seconds after which to try again".into());
    ResponseBuilder::new()
        .description("A problem")
        .content("application/problem+json", content)
        .header("Retry-After", retry)
        .build()
        .into()
}

fn takes_query(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .filter_map(|said| match said {
            RefOr::T(said) => Some(said),
            RefOr::Ref(_) => None,
        })
        .any(|said| said.parameter_in == ParameterIn::Query)
}

fn operations(item: &PathItem) -> Vec<(&'static str, &Operation)> {
    [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_ref().map(|operation| (method, operation)))
    .collect()
}

fn operations_mut(item: &mut PathItem) -> Vec<(&'static str, &mut Operation)> {
    [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
    .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let document = document();
        let mut names: Vec<_> = document
            .paths
            .paths
            .values()
            .flat_map(operations)
            .map(|(_, operation)| operation.operation_id.clone().unwrap())
            .collect();
        let all = names.len();
        assert!(names.iter().all(|name| name.contains('.')), "{names:?}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let json = Document::new().json;
        let document: serde_json::Value = serde_json::from_str(&json).unwrap();
        let references = json.split("\"$ref\": \"#").skip(1);
        let mut seen = 0;
        for reference in references.filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
            seen += 1;
        }
        assert!(seen > 100, "{seen}");
    }

    #[test]
    fn it_is_an_openapi_3_1_document() {
        let json: serde_json::Value = serde_json::from_str(&Document::new().json).unwrap();
        assert_eq!(json.pointer("/openapi").unwrap(), "3.1.0");
        assert!(json.pointer("/components/schemas/Problem").is_some());
    }
}
