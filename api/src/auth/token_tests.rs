#![allow(clippy::unwrap_used, reason = "tests")]

use jsonwebtoken::{EncodingKey, encode};
use serde_json::{Value, json};
use tenants::access::{Role, Scope, SecondFactorDuty};
use tenants::ids::CommunityId;

use super::super::generate;
use super::*;
use crate::config::Secret;

fn at(second: i64) -> Clock {
    Clock::fixed(Moment::from_timestamp(1_900_000_000 + second, 0).unwrap())
}

fn settings() -> Auth {
    Auth {
        issuer: "varta".into(),
        audience: "varta".into(),
        access_minutes: 10,
        refresh_hours: 12,
        idle_lock_minutes: 15,
        signing_key: Secret::default(),
        signing_key_file: None,
        second_factor_key: Secret::default(),
        second_factor_key_file: None,
        second_factor_required: SecondFactorDuty::Nobody,
        earlier_keys: String::new(),
        earlier_keys_file: None,
        argon2_permits: 1,
    }
}

fn tokens(private: &str, clock: Clock) -> Tokens {
    Tokens::new(Keys::read(private, "").unwrap(), &settings(), clock)
}

fn identity() -> Identity {
    Identity {
        account: AccountId::new(),
        version: 1,
        session: SessionId::new(),
        region: RegionId::new(),
        second_factor: true,
        memberships: vec![Membership {
            role: Role::Dispatcher,
            scope: Scope::Community(CommunityId::new()),
        }],
    }
}

fn claims(overrides: &Value) -> Value {
    let mut claims = json!({
        "iss": "varta", "aud": "varta", "sub": AccountId::new(), "sid": SessionId::new(), "rgn": RegionId::new(),
        "mem": [], "iat": 1_900_000_000, "nbf": 1_900_000_000, "exp": 1_900_000_600, "jti": "a",
    });
    for (name, value) in overrides.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims
                .as_object_mut()
                .unwrap()
                .insert(name.clone(), value.clone()),
        };
    }
    claims
}

fn header(keys: &Keys) -> Header {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(KIND.to_owned());
    header.kid = Some(keys.name().to_owned());
    header
}

#[test]
fn what_is_issued_is_read_until_it_expires() {
    let (private, _) = generate().unwrap();
    let identity = identity();
    let issued = tokens(&private, at(0)).issue(&identity).unwrap();
    assert_eq!(tokens(&private, at(604)).read(&issued.token), Ok(identity));
    assert_eq!(
        tokens(&private, at(605)).read(&issued.token),
        Err(TokenError::Expired)
    );
    assert_eq!(
        tokens(&private, at(-6)).read(&issued.token),
        Err(TokenError::TooEarly)
    );
}

#[test]
fn an_earlier_key_is_accepted_and_a_strange_one_is_not() {
    let ((old, old_public), (new, _)) = (generate().unwrap(), generate().unwrap());
    let issued = tokens(&old, at(0)).issue(&identity()).unwrap();
    let rotated = Tokens::new(Keys::read(&new, &old_public).unwrap(), &settings(), at(0));
    assert!(rotated.read(&issued.token).is_ok());
    assert_eq!(
        tokens(&new, at(0)).read(&issued.token),
        Err(TokenError::UnknownKey)
    );
}

#[test]
fn a_token_signed_with_the_public_key_as_a_secret_is_refused() {
    let (private, public) = generate().unwrap();
    let tokens = tokens(&private, at(0));
    let der = pem::parse(&public).unwrap().into_contents();
    let raw = der.iter().skip(12).copied().collect::<Vec<_>>();
    for secret in [public.into_bytes(), der, raw] {
        let mut header = header(&tokens.keys);
        header.alg = Algorithm::HS256;
        let token = encode(
            &header,
            &claims(&json!({})),
            &EncodingKey::from_secret(&secret),
        )
        .unwrap();
        assert_eq!(tokens.read(&token), Err(TokenError::NotOurs));
    }
}

#[test]
fn a_token_without_a_signature_is_refused() {
    let (private, _) = generate().unwrap();
    let tokens = tokens(&private, at(0));
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    for alg in ["none", "None", "EdDSA"] {
        let head = part(&json!({"alg": alg, "typ": KIND, "kid": tokens.keys.name()}));
        let token = format!("{head}.{}.", part(&claims(&json!({}))));
        assert_eq!(tokens.read(&token), Err(TokenError::NotOurs), "{alg}");
    }
}

#[test]
fn a_changed_claim_breaks_the_signature() {
    let (private, _) = generate().unwrap();
    let tokens = tokens(&private, at(0));
    let ours = tokens.issue(&identity()).unwrap().token;
    let parts: Vec<&str> = ours.split('.').collect();
    let [head, _, signature] = <[&str; 3]>::try_from(parts).unwrap();
    let token = format!(
        "{head}.{}.{signature}",
        URL_SAFE_NO_PAD.encode(claims(&json!({})).to_string())
    );
    assert_eq!(tokens.read(&token), Err(TokenError::NotOurs));
}

#[test]
fn every_claim_and_header_is_checked() {
    let (private, _) = generate().unwrap();
    let tokens = tokens(&private, at(0));
    let read = |header: &Header, overrides: Value| {
        tokens.read(&encode(header, &claims(&overrides), tokens.keys.signing()).unwrap())
    };
    let good = header(&tokens.keys);
    assert!(read(&good, json!({})).is_ok());
    let refused = [
        json!({"iss": "other"}),
        json!({"iss": null}),
        json!({"aud": "other"}),
        json!({"aud": null}),
        json!({"aud": ["varta", "other"]}),
        json!({"sub": null}),
        json!({"sub": "me"}),
        json!({"sid": null}),
        json!({"mem": [{"role": "king", "scope": {"kind": "region", "id": RegionId::new()}}]}),
        json!({"exp": null}),
        json!({"exp": 1_900_000_601}),
        json!({"exp": "1900000600"}),
    ];
    for overrides in refused {
        assert_eq!(
            read(&good, overrides.clone()),
            Err(TokenError::NotOurs),
            "{overrides}"
        );
    }
    let typed = Header {
        typ: Some("JWT".into()),
        ..good.clone()
    };
    assert_eq!(read(&typed, json!({})), Err(TokenError::NotOurs));
    let unnamed = Header {
        kid: None,
        ..good.clone()
    };
    assert_eq!(read(&unnamed, json!({})), Err(TokenError::UnknownKey));
    let critical = Header {
        crit: Some(vec!["b64".into()]),
        ..good
    };
    assert_eq!(read(&critical, json!({})), Err(TokenError::NotOurs));
}

#[test]
fn what_is_not_a_token_is_refused() {
    let (private, _) = generate().unwrap();
    let tokens = tokens(&private, at(0));
    for text in ["", ".", "..", "a.b.c", "Bearer", "ї.ї.ї"] {
        assert_eq!(tokens.read(text), Err(TokenError::NotOurs), "{text}");
    }
}
