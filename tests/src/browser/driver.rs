//! chromedriver: one for the whole run, ended with it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

use reqwest::Method;
use reqwest::blocking::Client;
use serde_json::{Value, json};

/// A running chromedriver.
#[derive(Debug)]
pub(super) struct Driver {
    base: String,
    http: Client,
}

impl Driver {
    pub fn shared() -> &'static Self {
        static DRIVER: OnceLock<Driver> = OnceLock::new();
        DRIVER.get_or_init(Self::start)
    }

    fn start() -> Self {
        let (tell, told) = mpsc::channel();
        thread::spawn(move || run(&tell));
        let port = told.recv().expect("chromedriver serves");
        let http = Client::builder()
            .timeout(Duration::from_secs(120))
            .build()
            .expect("a client");
        Self {
            base: format!("http://127.0.0.1:{port}"),
            http,
        }
    }

    /// Asks it; what it refuses fails the test.
    #[track_caller]
    pub fn ask(&self, method: Method, path: &str, body: &Value) -> Value {
        self.may(method, path, body)
            .unwrap_or_else(|refusal| panic!("{path}: {refusal}"))
    }

    /// The same, when a refusal is an answer too.
    pub fn may(&self, method: Method, path: &str, body: &Value) -> Result<Value, String> {
        let mut request = self
            .http
            .request(method.clone(), format!("{}{path}", self.base));
        if method == Method::POST {
            request = request.json(body);
        }
        let response = request.send().map_err(|error| error.to_string())?;
        let is_done = response.status().is_success();
        let mut answer: Value = response.json().map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        if is_done {
            Ok(value)
        } else {
            Err(format!("{}: {}", value["error"], value["message"]))
        }
    }
}

/// Runs it in a thread that lasts until this process ends, however that comes: then it ends too.
fn run(tell: &Sender<u16>) {
    let mut child = Command::new("setpriv")
        .args(["--pdeathsig", "TERM", "chromedriver", "--port=0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is there: make setup");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    for line in lines.map_while(Result::ok) {
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            let port = port.trim_end_matches('.').parse().expect("a port");
            tell.send(port).expect("somebody waits for it");
        }
    }
    drop(child.wait());
}

/// What a browser is started with: nothing of its own accord, and no trace of another one.
pub(super) fn capabilities(profile: &str, width: u32, height: u32) -> Value {
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--force-prefers-reduced-motion",
        "--lang=uk",
        &format!("--window-size={width},{height}"),
        &format!("--user-data-dir={profile}"),
    ];
    // An empty page first, and not one of the browser's own.
    let prefs = json!({ "session": { "restore_on_startup": 4, "startup_urls": ["about:blank"] } });
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": { "args": arguments, "prefs": prefs },
    }}})
}
