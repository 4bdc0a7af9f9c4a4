//! Which tokens name a caller, and that no forged one does.

use contract::ProblemKind;
use serde_json::{Value, json};
use vendor_sim::DEFAULT_NOW;

use crate::{
    client::{CALL, DOCUMENTED, Request},
    issuer::{AUDIENCE, FLAGS, Issuer, base64, claims, shared},
    settings::File,
    world::World,
};

const SESSION: &str = "/api/session";

/// A relay that judges by this provider's keys, and these flags.
pub(crate) async fn judging(issuer: &Issuer, flags: &[&str]) -> World {
    let keys = File::new("keys.json", &issuer.keys(""));
    World::with(&[&FLAGS[..], &["--jwt-keys-file", keys.path()], flags].concat()).await
}

fn bearing(token: &str) -> Request {
    Request::get(SESSION).with("authorization", &format!("Bearer {token}"))
}

/// The claims with one of them changed, or taken out if it becomes null.
fn but(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    let object = claims.as_object_mut().unwrap();
    if value.is_null() {
        object.remove(claim)
    } else {
        object.insert(claim.to_owned(), value)
    };
    claims
}

#[tokio::test]
async fn a_good_token_names_the_caller() {
    let issuer = Issuer::new();
    let world = judging(&issuer, &[]).await;
    for header in [
        json!({"alg": "EdDSA", "kid": "ed"}),
        json!({"alg": "ES256", "kid": "ec", "typ": "JWT"}),
        json!({"alg": "EdDSA", "kid": "ed", "typ": "at+jwt"}),
        // There is but one key of each kind.
        json!({"alg": "ES256"}),
        // What would choose another judge is not looked at.
        json!({"alg": "EdDSA", "kid": "ed", "jku": "http://127.0.0.1:1/", "x5u": "https://evil.example/"}),
    ] {
        let answer = bearing(&issuer.token(&header, &claims())).send(world.relay).await;
        assert_eq!(answer.status, 200, "{header} {}", String::from_utf8_lossy(&answer.body));
        assert_eq!(answer.json()["user"]["name"], "jia");
    }
    let call = Request::call(DOCUMENTED).with("Authorization", &format!("bearer {}", issuer.good()));
    assert_eq!(call.send(world.relay).await.status, 200);
}

#[tokio::test]
async fn no_forged_token_gets_in() {
    let issuer = Issuer::new();
    let stranger = Issuer::new();
    let world = judging(&issuer, &[]).await;
    let good = issuer.good();
    let [head, body, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("{good}") };
    let ed = json!({"alg": "EdDSA", "kid": "ed"});
    let key = &stranger.keys("");
    let key: Value = serde_json::from_str(key).unwrap();
    let mut forged = vec![
        ("signed by somebody else", stranger.good()),
        ("with a key of its own", stranger.token(&json!({"alg": "EdDSA", "kid": "ed", "jwk": key["keys"][2]}), &claims())),
        ("with an unknown key", issuer.token(&json!({"alg": "EdDSA", "kid": "other"}), &claims())),
        ("with a key that is a path", issuer.token(&json!({"alg": "EdDSA", "kid": "../../dev/null"}), &claims())),
        ("with a key for another purpose", issuer.token(&json!({"alg": "EdDSA", "kid": "enc"}), &claims())),
        ("with a key of another kind", issuer.token(&json!({"alg": "ES256", "kid": "ed"}), &claims())),
        ("under another algorithm's name", issuer.token(&ed, &claims()).replace(head, &base64(r#"{"alg":"ES256","kid":"ec"}"#))),
        ("that something is critical to", issuer.token(&json!({"alg": "EdDSA", "kid": "ed", "crit": ["exp"]}), &claims())),
        ("of another type", issuer.token(&json!({"alg": "EdDSA", "kid": "ed", "typ": "logout+jwt"}), &claims())),
        ("with other claims", good.replace(body, &base64(but("sub", json!("root")).to_string()))),
        ("without a signature", format!("{head}.{body}.")),
        ("cut short", good[..good.len() - 4].to_owned()),
        ("without its last part", format!("{head}.{body}")),
        ("with a fourth part", format!("{good}.{signature}")),
        ("with a padded signature", format!("{good}=")),
        ("of nothing", String::new()),
        ("of dots", "..".to_owned()),
        ("of no JSON", format!("{}.{body}.{signature}", base64("alg"))),
        ("twice in one header", format!("{good}, Bearer {good}")),
        ("9 KiB long", "x".repeat(9 * 1024)),
        // RFC 7515, appendix A.1: HMAC; and A.2, whose key is in the set, without an audience and long expired.
        ("of the RFC", "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned()),
    ];
    for alg in ["none", "None", "NONE", "", "HS256", "HS512", "RS256", "ES256K", "eddsa"] {
        for kid in ["ed", "ec", "rsa", "shared"] {
            let header = json!({"alg": alg, "kid": kid});
            forged.push(("by a weak algorithm", issuer.token(&header, &claims())));
            forged
                .push(("by a weak algorithm", format!("{}.{body}.{signature}", base64(header.to_string()))));
            for secret in issuer.public_bytes() {
                forged.push(("signed with what is public", shared(&header, &claims(), &secret)));
            }
        }
    }
    for (what, token) in forged {
        let answer = bearing(&token).send(world.relay).await;
        assert_eq!(answer.status, 401, "a token {what}: {token}");
        assert_eq!(answer.kind(), ProblemKind::Unauthenticated);
        let said = String::from_utf8_lossy(&answer.raw);
        assert!(token.len() < 9 || !said.contains(&token), "the token comes back: {said}");
    }
}

#[tokio::test]
async fn a_token_for_another_place_or_another_time_does_not_count() {
    let issuer = Issuer::new();
    let world = judging(&issuer, &["--jwt-audience", "recall-tools"]).await;
    for (claims, status) in [
        (claims(), 200),
        (but("iss", json!("https://id.example.com/")), 401),
        (but("iss", json!("https://evil.example")), 401),
        (but("iss", json!(null)), 401),
        (but("iss", json!(7)), 401),
        (but("iss", json!(["https://id.example.com", "https://evil.example"])), 401),
        (but("aud", json!("other")), 401),
        (but("aud", json!(null)), 401),
        (but("aud", json!([])), 401),
        (but("aud", json!(["other", "third"])), 401),
        (but("aud", json!(["other", AUDIENCE])), 200),
        (but("aud", json!("recall-tools")), 200),
        (but("exp", json!(null)), 401),
        (but("exp", json!("4102444800")), 401),
        (but("exp", json!(-1)), 401),
        (but("exp", json!(DEFAULT_NOW - 31)), 401),
        (but("exp", json!(DEFAULT_NOW - 29)), 200),
        (but("exp", json!(4e18)), 200),
        (but("nbf", json!(DEFAULT_NOW + 31)), 401),
        (but("nbf", json!(DEFAULT_NOW + 29)), 200),
        (but("nbf", json!("soon")), 401),
        (but("nbf", json!(null)), 200),
    ] {
        let token = issuer.token(&json!({"alg": "EdDSA", "kid": "ed"}), &claims);
        assert_eq!(bearing(&token).send(world.relay).await.status, status, "{claims}");
    }
}

#[tokio::test]
async fn the_name_is_the_first_of_the_claims_that_is_there() {
    let issuer = Issuer::new();
    let usual = judging(&issuer, &[]).await;
    let other = judging(&issuer, &["--jwt-user-claims", "email,name"]).await;
    let name = async |world: &World, claims: &Value| {
        let token = issuer.token(&json!({"alg": "EdDSA", "kid": "ed"}), claims);
        let answer = bearing(&token).send(world.relay).await;
        (answer.status == 200).then(|| answer.json()["user"]["name"].as_str().unwrap().to_owned())
    };
    assert_eq!(name(&usual, &but("preferred_username", json!(null))).await.unwrap(), "248289761001");
    assert_eq!(name(&other, &but("name", json!("Jia Li"))).await.unwrap(), "Jia Li");
    assert_eq!(name(&other, &claims()).await, None);
    for unfit in [json!(""), json!("a\nb"), json!(7), json!(["jia"]), json!("x".repeat(129))] {
        assert_eq!(name(&usual, &but("preferred_username", unfit.clone())).await, None, "{unfit}");
    }
}

#[tokio::test]
async fn only_the_listed_algorithms_count() {
    let issuer = Issuer::new();
    let world = judging(&issuer, &["--jwt-algorithms", "ES256", "PS256"]).await;
    let token = |alg: &str, kid: &str| issuer.token(&json!({"alg": alg, "kid": kid}), &claims());
    assert_eq!(bearing(&token("ES256", "ec")).send(world.relay).await.status, 200);
    assert_eq!(bearing(&token("EdDSA", "ed")).send(world.relay).await.status, 401);
}

#[tokio::test]
async fn whoever_shows_no_token_is_told_how() {
    let issuer = Issuer::new();
    let world = judging(&issuer, &[]).await;
    let good = issuer.good();
    let missing = "Bearer realm=\"recall-desk\"";
    let invalid = "Bearer realm=\"recall-desk\", error=\"invalid_token\"";
    let with = |value: &str| Request::call(DOCUMENTED).with("authorization", value);
    for (request, challenge) in [
        (Request::call(DOCUMENTED), missing),
        (with("Basic amlhOmppYQ=="), missing),
        (with(&good), missing),
        (with(&format!("Token {good}")), missing),
        (with("Bearer"), missing),
        (with("Bearer x"), invalid),
        (with(&format!("Bearer {good}")).with("authorization", &format!("Bearer {good}")), invalid),
        (with(&format!("Bearer {good}")).with("authorization", "Basic amlhOmppYQ=="), invalid),
        // Nowhere else is a token looked for.
        (Request::call(DOCUMENTED).at(&format!("{CALL}?access_token={good}")), missing),
        (Request::call(DOCUMENTED).with("cookie", &format!("token={good}")), missing),
        (Request::call(DOCUMENTED).with("x-access-token", &good), missing),
    ] {
        let answer = request.send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::Unauthenticated, "{answer:?}");
        assert_eq!(answer.header("www-authenticate"), Some(challenge), "{answer:?}");
        assert_eq!(answer.header("set-cookie"), None);
    }
    assert_eq!(world.sim.received(), 0);
}

#[tokio::test]
async fn a_name_in_a_header_is_worth_nothing_where_tokens_count() {
    let issuer = Issuer::new();
    let world = judging(&issuer, &[]).await;
    for name in ["x-forwarded-user", "X_Forwarded_User", "x-forwarded-for", "forwarded"] {
        let answer = bearing(&issuer.good()).with(name, "root").send(world.relay).await;
        assert_eq!(answer.kind(), ProblemKind::Forbidden, "{name}");
    }
    let flags = ["--trusted-proxies", "127.0.0.1", "--public-origin", "https://portal.example.com"];
    let behind = judging(&issuer, &flags).await;
    let passed_on =
        |request: Request| request.with("x-forwarded-user", "root").with("x-forwarded-for", "203.0.113.9");
    let answer = passed_on(bearing(&issuer.good())).send(behind.relay).await;
    assert_eq!(answer.json()["user"]["name"], "jia");
    assert_eq!(
        passed_on(Request::get(SESSION)).send(behind.relay).await.kind(),
        ProblemKind::Unauthenticated
    );
}
