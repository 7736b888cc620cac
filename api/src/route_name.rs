//! The name of the route that a request goes to, for spans and metrics.
//!
//! The framework finds it by trying the patterns one after the other, which costs more than
//! routing itself: so each worker remembers it for every form of address.

use std::cell::RefCell;
use std::collections::HashMap;

use actix_web::HttpMessage;
use actix_web::dev::ServiceRequest;

/// Bounds what strange addresses can make a worker remember.
const MOST: usize = 512;
const LONGEST: usize = 160;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Option<String>>> = RefCell::default();
}

#[derive(Clone)]
struct RouteName(Option<String>);

/// The pattern, such as `/api/v1/communities/{community_id}/appeals`; nothing when no route
/// has this address.
pub(crate) fn of(request: &ServiceRequest) -> Option<String> {
    if let Some(RouteName(name)) = request.extensions().get() {
        return name.clone();
    }
    let name = find(request);
    request.extensions_mut().insert(RouteName(name.clone()));
    name
}

fn find(request: &ServiceRequest) -> Option<String> {
    let path = request.path();
    if path.len() > LONGEST {
        return request.match_pattern();
    }
    let form = form_of(path);
    KNOWN.with_borrow_mut(|known| {
        if let Some(name) = known.get(&form) {
            return name.clone();
        }
        let name = request.match_pattern();
        if known.len() < MOST {
            known.insert(form, name.clone());
        }
        name
    })
}

/// The address with a sign in the place of each identifier. Every pattern takes any
/// identifier, so that addresses of one form go to one route.
fn form_of(path: &str) -> String {
    let mut form = String::with_capacity(path.len());
    for part in path.split('/') {
        form.push('/');
        form.push_str(if is_identifier(part) { "*" } else { part });
    }
    form
}

fn is_identifier(part: &str) -> bool {
    part.len() == 36
        && part
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_all_one_form_and_words_are_not() {
        let of = |id: &str| form_of(&format!("/api/v1/communities/{id}/appeals"));
        assert_eq!(
            of("01a20a16-7b8e-7267-93cf-ad55a5a66b81"),
            of("00000000-0000-0000-0000-000000000000")
        );
        assert_ne!(of("near"), of("far"));
        assert_ne!(form_of("/a/b"), form_of("/a/b/"));
    }
}
