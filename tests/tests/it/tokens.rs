//! A corpus of tokens that are none: every one of them is refused in the same way.

use aws_lc_rs::hmac;
use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use varta_tests::harness::{App, PASSWORD, Person, signing_key, text};

const ME: &str = "/api/v1/me";

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn read(part: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// A token that is good, taken apart.
struct Good {
    head: Value,
    claims: Value,
    parts: [String; 3],
    key: Ed25519KeyPair,
    public: Vec<u8>,
}

impl Good {
    fn of(app: &App) -> Self {
        let body = json!({ "login": Person::DispatcherA.login(), "password": PASSWORD });
        let session = app.anonymous().post("/api/v1/sessions", &body).ok();
        let parts: Vec<String> = text(&session["access_token"])
            .split('.')
            .map(str::to_owned)
            .collect();
        let parts: [String; 3] = parts.try_into().unwrap();
        let der = pem::parse(signing_key()).unwrap().into_contents();
        let key = Ed25519KeyPair::from_pkcs8(&der).unwrap();
        let public = aws_lc_rs::signature::KeyPair::public_key(&key)
            .as_ref()
            .to_vec();
        Self {
            head: read(&parts[0]),
            claims: read(&parts[1]),
            parts,
            key,
            public,
        }
    }

    fn token(&self) -> String {
        self.parts.join(".")
    }

    /// Signed with the right key, whatever it says.
    fn signed(&self, head: &Value, claims: &Value) -> String {
        let what = format!("{}.{}", part(head), part(claims));
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(what.as_bytes()));
        format!("{what}.{signature}")
    }

    fn with_head(&self, changes: &Value) -> String {
        self.signed(&merged(&self.head, changes), &self.claims)
    }

    fn with_claims(&self, changes: &Value) -> String {
        self.signed(&self.head, &merged(&self.claims, changes))
    }

    /// Signed as HS256 with something that everybody knows.
    fn confused(&self, secret: &[u8]) -> String {
        let head = merged(&self.head, &json!({ "alg": "HS256" }));
        let what = format!("{}.{}", part(&head), part(&self.claims));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), what.as_bytes());
        format!("{what}.{}", URL_SAFE_NO_PAD.encode(tag))
    }
}

/// Null takes a member away.
fn merged(of: &Value, changes: &Value) -> Value {
    let mut all = of.as_object().unwrap().clone();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            all.remove(name);
        } else {
            all.insert(name.clone(), value.clone());
        }
    }
    all.into()
}

fn unsigned(good: &Good) -> Vec<String> {
    let [_, claims, signature] = &good.parts;
    let mut corpus = Vec::new();
    for alg in ["none", "None", "NONE", "nOnE", "", "EdDSA"] {
        let head = part(&merged(&good.head, &json!({ "alg": alg })));
        corpus.push(format!("{head}.{claims}."));
        corpus.push(format!("{head}.{claims}"));
    }
    for alg in [
        "none", "HS256", "HS512", "RS256", "PS256", "ES256", "ES256K", "Ed448",
    ] {
        let head = part(&merged(&good.head, &json!({ "alg": alg })));
        corpus.push(format!("{head}.{claims}.{signature}"));
    }
    corpus
}

fn confused(good: &Good) -> Vec<String> {
    // What stands before the key in its DER form.
    let der = [
        &[
            0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
        ][..],
        &good.public,
    ]
    .concat();
    let pem = pem::encode_config(
        &pem::Pem::new("PUBLIC KEY", der.clone()),
        pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF),
    );
    let kid = text(&good.head["kid"]);
    [
        &good.public[..],
        &der,
        pem.as_bytes(),
        pem.trim_end().as_bytes(),
        kid.as_bytes(),
        b"",
    ]
    .map(|secret| good.confused(secret))
    .to_vec()
}

fn wrong_heads(good: &Good) -> Vec<String> {
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(&good.public) });
    [
        json!({ "kid": null }),
        json!({ "kid": "" }),
        json!({ "kid": "another" }),
        json!({ "kid": "../../dev/null" }),
        json!({ "kid": "' OR '1'='1" }),
        json!({ "kid": 1 }),
        json!({ "kid": null, "jwk": jwk }),
        json!({ "kid": "another", "jku": "https://evil.example/keys" }),
        json!({ "typ": null }),
        json!({ "typ": "JWT" }),
        json!({ "typ": "varta-device+jwt" }),
        json!({ "typ": "AT+JWT " }),
        json!({ "alg": null }),
        json!({ "crit": ["b64"], "b64": false }),
    ]
    .iter()
    .map(|changes| good.with_head(changes))
    .collect()
}

fn wrong_claims(good: &Good) -> Vec<String> {
    let (iat, exp) = (
        good.claims["iat"].as_i64().unwrap(),
        good.claims["exp"].as_i64().unwrap(),
    );
    let region = json!({ "kind": "region", "id": good.claims["rgn"] });
    let king = json!([{ "role": "king", "scope": region }]);
    [
        json!({ "iss": "another" }),
        json!({ "iss": null }),
        json!({ "aud": "another" }),
        json!({ "aud": null }),
        json!({ "aud": [] }),
        json!({ "aud": ["varta", "another"] }),
        json!({ "sub": null }),
        json!({ "sub": "me" }),
        json!({ "sid": null }),
        json!({ "rgn": null }),
        json!({ "mem": null }),
        json!({ "mem": king }),
        // Over, and by how little.
        json!({ "exp": iat - 10, "iat": iat - 600, "nbf": iat - 600 }),
        json!({ "exp": 0, "iat": 0, "nbf": 0 }),
        json!({ "exp": -1 }),
        json!({ "exp": null }),
        json!({ "exp": exp.to_string() }),
        // Not yet, or issued tomorrow.
        json!({ "nbf": iat + 60 }),
        json!({ "iat": iat + 60, "exp": iat + 600 }),
        json!({ "iat": iat + 86_400, "nbf": iat + 86_400, "exp": iat + 87_000 }),
        json!({ "nbf": null }),
        json!({ "iat": null }),
        // For longer than any is good.
        json!({ "exp": exp + 3600 }),
        json!({ "exp": i64::MAX }),
        json!({ "iat": i64::MIN, "exp": i64::MAX }),
        json!({ "exp": 1e300 }),
        json!({ "ver": "1" }),
    ]
    .iter()
    .map(|changes| good.with_claims(changes))
    .collect()
}

fn damaged(good: &Good) -> Vec<String> {
    let token = good.token();
    let [head, claims, signature] = &good.parts;
    let mut corpus: Vec<String> = [0, 1, 10, token.len() / 2, token.len() - 1]
        .iter()
        .map(|length| token[..*length].to_owned())
        .filter(|cut| !cut.is_empty())
        .collect();
    let other = part(&merged(&good.claims, &json!({ "sub": good.claims["sid"] })));
    corpus.extend([
        format!("{head}.{other}.{signature}"),
        format!("{head}.{claims}.{claims}.{signature}"),
        format!("{head}.{head}.{claims}.{signature}"),
        format!("{token}.{signature}"),
        format!("{token}{token}"),
        format!("{token}="),
        format!("{token}."),
        format!(".{token}"),
        format!("{head}..{signature}"),
        format!(".{claims}.{signature}"),
        format!("{head}.{claims}.{}", "A".repeat(86)),
        format!("{head}.{claims}.{signature}AA"),
        token.replace('.', "_"),
        token.to_uppercase(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        "null".to_owned(),
        "{}".to_owned(),
        format!("{}.{}.{}", part(&json!([])), part(&json!([])), signature),
        // As long as a header may be.
        format!("{head}.{}.{signature}", "A".repeat(20_000)),
        good.with_claims(&json!({ "jti": "a".repeat(20_000), "sub": "b" })),
    ]);
    corpus
}

#[test]
fn every_token_that_is_none_is_refused_and_told_so() {
    let app = App::start();
    let good = Good::of(&app);
    app.bearer(&good.token()).get(ME).is(200);
    app.bearer(&good.signed(&good.head, &good.claims))
        .get(ME)
        .is(200);
    let corpora = [
        ("unsigned", unsigned(&good)),
        ("confused", confused(&good)),
        ("wrong head", wrong_heads(&good)),
        ("wrong claims", wrong_claims(&good)),
        ("damaged", damaged(&good)),
    ];
    let mut tried = 0;
    for (what, corpus) in corpora {
        for token in corpus {
            tried += 1;
            let answer = app.bearer(&token).get(ME);
            assert_eq!(answer.status, 401, "{what}: {token}: {}", answer.text);
            let says = answer.header("www-authenticate").unwrap_or_default();
            assert!(says.contains("invalid_token"), "{what}: {says}");
            let _ = answer.problem(401, "token_refused");
        }
    }
    assert!(tried > 80, "{tried}");
    // None of them has spoilt the good one.
    app.bearer(&good.token()).get(ME).is(200);
}
