//! Somebody at a browser: a cookie in place of a token.

use reqwest::Method;
use serde_json::Value;

use super::walk::text;
use super::{Answer, App, Client, PASSWORD, Person, Request, next_key};

/// A browser in which somebody has signed in, on the page without a script.
#[derive(Debug, Clone)]
pub struct Browser {
    client: Client,
    cookie: String,
    csrf_token: String,
}

impl App {
    #[must_use]
    pub fn browser(&self, person: Person) -> Browser {
        self.browser_with(person, None)
    }

    /// Of somebody who has a second factor.
    #[must_use]
    pub fn browser_with(&self, person: Person, code: Option<&str>) -> Browser {
        let client = self.anonymous();
        let form = format!(
            "login={}&password={}&code={}",
            person.login(),
            PASSWORD.replace(' ', "+"),
            code.unwrap_or_default()
        );
        let signed_in = client
            .request(Method::POST, "/login")
            .header("content-type", "application/x-www-form-urlencoded")
            .bytes(form.as_bytes())
            .send()
            .is(303);
        let cookie = signed_in.header("set-cookie").expect("a cookie");
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        let mut browser = Browser {
            client,
            cookie,
            csrf_token: String::new(),
        };
        let me = browser.get("/api/v1/me").ok();
        browser.csrf_token = text(&me["csrf_token"]).to_owned();
        browser
    }
}

impl Browser {
    #[must_use]
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    #[must_use]
    pub fn csrf_token(&self) -> &str {
        &self.csrf_token
    }

    /// The same one, at another program.
    #[must_use]
    pub fn at(&self, base: &str) -> Self {
        Self {
            client: self.client.at(base),
            ..self.clone()
        }
    }

    /// With the cookie and nothing else.
    #[must_use]
    pub fn bare(&self, method: Method, path: &str) -> Request {
        self.client
            .request(method, path)
            .header("cookie", &self.cookie)
    }

    /// As a script of our own page sends it.
    #[must_use]
    pub fn request(&self, method: Method, path: &str) -> Request {
        self.bare(method, path)
            .header("sec-fetch-site", "same-origin")
            .header("x-varta-csrf", &self.csrf_token)
    }

    #[must_use]
    pub fn get(&self, path: &str) -> Answer {
        self.bare(Method::GET, path).send()
    }

    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(Method::POST, path)
            .key(&next_key())
            .json(body)
            .send()
    }
}
