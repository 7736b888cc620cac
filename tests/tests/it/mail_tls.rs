//! The way to the mail server: encrypted, to the one that was meant, or not at all.

use serde_json::json;
use varta_tests::harness::{App, Authority, MailServer, run_with, text, until};

const MODES: [&str; 2] = ["starttls", "tls"];
const EMAIL: &str = "olena@example.org";

fn start(mode: &str, authority: Authority) -> MailServer {
    match mode {
        "tls" => MailServer::start_with_tls(authority),
        _ => MailServer::start_with_starttls(authority),
    }
}

fn file(authority: Authority) -> String {
    let file = authority.file();
    file.to_str().expect("a path").to_owned()
}

fn known() -> String {
    file(Authority::Known)
}

/// With a mail for Olena under way.
fn with_a_mail(settings: &[(&str, &str)]) -> App {
    let app = App::start_with(settings);
    app.database.run(&format!(
        "UPDATE accounts SET email = '{EMAIL}' WHERE login = 'dispatcher.a'"
    ));
    let body = json!({ "email": EMAIL });
    let asked = app.anonymous().post("/api/v1/passwords/forgotten", &body);
    asked.is(202);
    app
}

/// Why the first attempt failed, as administrators are shown it.
fn reason(app: &App) -> String {
    until("the first attempt has failed", || {
        let tried = app
            .database
            .count("outbox WHERE attempts = 1 AND reason IS NOT NULL AND state = 'waiting'");
        (tried == 1).then_some(())
    });
    let reason = app.database.value("SELECT reason FROM outbox");
    text(&reason).to_owned()
}

/// Whoever listens in hears that there is a mail server, and nothing else.
fn overheard_nothing(server: &MailServer) {
    for line in server.overheard() {
        let says_nothing = line.starts_with("EHLO ") || ["STARTTLS", "QUIT"].contains(&&*line);
        assert!(says_nothing, "{line}");
    }
}

#[test]
fn a_mail_goes_out_signed_in_and_encrypted() {
    let known = known();
    for mode in MODES {
        let server = start(mode, Authority::Known);
        let _app = with_a_mail(&server.settings_with(mode, &known));
        let letter = server.wait_for(1).remove(0);
        assert_eq!(letter.to, [EMAIL], "{mode}");
        overheard_nothing(&server);
        assert_eq!(server.overheard().is_empty(), mode == "tls", "{mode}");
    }
}

#[test]
fn a_certificate_of_a_stranger_or_for_another_name_is_refused_and_said_so() {
    use Authority::{Known, OtherName, Stranger};
    for mode in MODES {
        for (shown, trusted) in [(Stranger, Known), (OtherName, OtherName)] {
            let server = start(mode, shown);
            let app = with_a_mail(&server.settings_with(mode, &file(trusted)));
            let reason = reason(&app);
            assert!(reason.contains("certificate"), "{mode}: {reason}");
            assert!(server.letters().is_empty(), "{mode}");
            overheard_nothing(&server);
        }
    }
}

#[test]
fn nothing_is_said_in_the_clear_to_a_server_that_does_not_encrypt() {
    let known = known();
    for mode in MODES {
        let server = MailServer::start();
        let app = with_a_mail(&server.settings_with(mode, &known));
        let reason = reason(&app);
        assert!(mode == "tls" || reason.contains("STARTTLS"), "{reason}");
        assert!(server.letters().is_empty(), "{mode}");
        if mode == "starttls" {
            overheard_nothing(&server);
        }
    }
}

#[test]
fn a_server_that_does_not_know_us_gets_no_mail() {
    let known = known();
    let server = start("starttls", Authority::Known);
    let mut settings = server.settings_with("starttls", &known);
    settings.push(("VARTA__MAIL__PASSWORD", "не той"));
    let app = with_a_mail(&settings);
    let reason = reason(&app);
    assert!(reason.contains("5.7.8"), "{reason}");
    assert!(server.letters().is_empty());
}

#[test]
fn a_file_without_certificates_is_refused_at_the_start() {
    let app = App::start();
    let known = known();
    let server = start("tls", Authority::Known);
    for file in ["/nowhere.pem", "/dev/null"] {
        let mut settings = server.settings_with("tls", &known);
        settings.push(("VARTA__MAIL__CA_FILE", file));
        let outcome = run_with(&app.database, &settings, &["serve"]);
        assert_eq!(outcome.code, Some(1), "{file}");
        assert!(
            outcome.complained.contains("mail.ca_file"),
            "{}",
            outcome.complained
        );
    }
}
