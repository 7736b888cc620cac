//! One browser with one page.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::driver::{Driver, capabilities};
use super::{Key, Look};
use crate::harness::until;

/// A browser of one's own, with an empty profile; it ends with the test.
#[derive(Debug)]
pub struct Browser {
    session: String,
    base: String,
    presses: AtomicUsize,
    profile: Option<TempDir>,
}

impl Browser {
    /// Opens a browser for the program at this address.
    #[must_use]
    pub fn open(base: &str, look: Look) -> Self {
        Self::with_profile(base, look, TempDir::new().expect("a profile"))
    }

    fn with_profile(base: &str, look: Look, profile: TempDir) -> Self {
        let path = profile.path().to_string_lossy().into_owned();
        let wanted = capabilities(&path, look.width, look.height);
        let session = Driver::shared().ask(Method::POST, "/session", &wanted);
        let session = session["sessionId"].as_str().expect("a session").to_owned();
        let browser = Self {
            session,
            base: base.to_owned(),
            presses: AtomicUsize::new(0),
            profile: Some(profile),
        };
        // Headless, it counts as a window that nobody works in.
        browser.tell_chromium(
            "Emulation.setFocusEmulationEnabled",
            &json!({ "enabled": true }),
        );
        browser.look(look);
        browser
    }

    /// Closes it and opens it again, with all that it keeps.
    #[must_use]
    pub fn reopen(mut self, look: Look) -> Self {
        let profile = self.profile.take().expect("a profile");
        let base = self.base.clone();
        drop(self);
        Self::with_profile(&base, look, profile)
    }

    pub fn look(&self, look: Look) {
        let theme = if look.is_dark { "dark" } else { "light" };
        let size = json!({
            "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.tell_chromium("Emulation.setDeviceMetricsOverride", &size);
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.tell_chromium("Emulation.setEmulatedMedia", &features);
    }

    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn ask(&self, method: Method, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}{path}", self.session);
        Driver::shared().ask(method, &path, body)
    }

    /// A command of Chromium's own protocol.
    pub fn tell_chromium(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.ask(Method::POST, "/goog/cdp/execute", &body)
    }

    pub fn go(&self, path: &str) {
        let url = json!({ "url": format!("{}{path}", self.base) });
        self.ask(Method::POST, "/url", &url);
    }

    pub fn reload(&self) {
        self.ask(Method::POST, "/refresh", &json!({}));
    }

    /// The browser's own switch: no network at all, or all of it.
    pub fn cut(&self, is_cut: bool) {
        self.network(is_cut, 0, -1);
    }

    /// The same switch, for a weak link; nothing for no limit.
    pub fn slow_down(&self, kilobits: i32, latency: u32) {
        let bytes = if kilobits == 0 { -1 } else { kilobits * 125 };
        self.network(false, latency, bytes);
    }

    fn network(&self, is_cut: bool, latency: u32, bytes: i32) {
        self.tell_chromium("Network.enable", &json!({}));
        let conditions = json!({
            "offline": is_cut, "latency": latency,
            "downloadThroughput": bytes, "uploadThroughput": bytes,
        });
        self.tell_chromium("Network.emulateNetworkConditions", &conditions);
    }

    /// Writes down in each page that opens from now on when this became true.
    pub fn tell_when(&self, condition: &str) {
        let source = format!(
            "{{ const watch = setInterval(() => {{ if (!({condition})) return; \
             window.usableAt = performance.now(); clearInterval(watch); }}, 20); }}"
        );
        self.tell_chromium(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": source }),
        );
    }

    /// As in a browser that was never here, but for the session.
    pub fn forget_all(&self) {
        self.tell_chromium("Network.clearBrowserCache", &json!({}));
        let kinds = "service_workers,cache_storage,indexeddb,local_storage";
        let what = json!({ "origin": self.base, "storageTypes": kinds });
        self.tell_chromium("Storage.clearDataForOrigin", &what);
    }

    /// What a script in the page returns.
    pub fn run(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.ask(Method::POST, "/execute/sync", &body)
    }

    /// The same for one that calls its last argument when it is done.
    pub fn run_to_the_end(&self, script: &str) -> Value {
        let body = json!({ "script": script, "args": [] });
        self.ask(Method::POST, "/execute/async", &body)
    }

    /// Until the worker has this version's files, a reload without a server shows nothing.
    pub fn wait_for_the_worker(&self) {
        let kept = "const done = arguments[0]; const look = async () => \
                    (await caches.match(location.pathname, { ignoreVary: true })) ? done(true) : setTimeout(look, 50); look();";
        assert_eq!(self.run_to_the_end(kept), true);
    }

    /// Signs in on the page, as people do.
    pub fn sign_in(&self, login: &str, password: &str) {
        self.go("/login");
        self.say_into("#login", login);
        self.say_into("#password", password);
        self.press(Key::Enter);
        until("the sign-in leads on", || {
            let path = self.run("return location.pathname");
            (path != "/login").then_some(())
        });
        self.presses.store(0, Ordering::Relaxed);
    }

    /// Types where the focus is. Letters are what was said, and are not counted.
    pub fn say(&self, text: &str) {
        let active = self.ask(Method::GET, "/element/active", &Value::Null);
        let element = active.as_object().and_then(|one| one.values().next());
        let element = element.and_then(Value::as_str).expect("an element");
        let body = json!({ "text": text });
        self.ask(Method::POST, &format!("/element/{element}/value"), &body);
    }

    /// Presses a key, and counts it.
    pub fn press(&self, key: Key) {
        self.presses.fetch_add(key.presses(), Ordering::Relaxed);
        self.say(&key.code());
    }

    /// Keys pressed since the sign-in.
    #[must_use]
    pub fn presses(&self) -> usize {
        self.presses.load(Ordering::Relaxed)
    }

    /// A whole call at the console, but for its last key.
    pub fn say_call(&self, line: &str, words: &str) {
        self.wait("#phone:focus");
        self.press(Key::Enter);
        self.say(line);
        self.press(Key::Enter);
        until("the next field", || {
            (self.focus() == "service").then_some(())
        });
        self.say("немає холодної");
        self.press(Key::Enter);
        self.say(words);
    }

    pub fn say_into(&self, selector: &str, text: &str) {
        self.wait(selector);
        self.run(&format!("document.querySelector({selector:?}).focus()"));
        self.say(text);
    }

    /// Waits until there is such an element.
    #[track_caller]
    pub fn wait(&self, selector: &str) {
        until(selector, || self.has(selector).then_some(()));
    }

    #[must_use]
    pub fn has(&self, selector: &str) -> bool {
        self.run(&format!(
            "return document.querySelector({selector:?}) !== null"
        )) == true
    }

    /// Clicks it as soon as it is there and can be clicked.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let script = format!(
            "const found = document.querySelector({selector:?}); \
             if (!found || found.disabled) return false; found.click(); return true"
        );
        until(&format!("a click on {selector}"), || {
            (self.run(&script) == true).then_some(())
        });
    }

    /// What is written in an element.
    #[must_use]
    pub fn text(&self, selector: &str) -> String {
        let text = self.run(&format!(
            "return document.querySelector({selector:?})?.innerText ?? ''"
        ));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until an element says this.
    #[track_caller]
    pub fn wait_for_text(&self, selector: &str, text: &str) {
        until(&format!("{selector} says {text}"), || {
            self.text(selector).contains(text).then_some(())
        });
    }

    /// The id of what has the focus.
    #[must_use]
    pub fn focus(&self) -> String {
        let id = self.run("return document.activeElement?.id ?? ''");
        id.as_str().unwrap_or_default().to_owned()
    }

    /// Writes what is seen, as `.png`, or as `.webp` for a document.
    pub fn picture(&self, file: &Path) {
        let how = if file.extension().is_some_and(|kind| kind == "webp") {
            json!({ "format": "webp", "quality": 70 })
        } else {
            json!({ "format": "png" })
        };
        let picture = self.tell_chromium("Page.captureScreenshot", &how);
        let bytes = STANDARD
            .decode(picture["data"].as_str().expect("a picture"))
            .expect("base64");
        std::fs::write(file, bytes).expect("it is written");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let path = format!("/session/{}", self.session);
        drop(Driver::shared().may(Method::DELETE, &path, &Value::Null));
    }
}
