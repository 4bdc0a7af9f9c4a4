//! The description of the API says what the contract's types and a relay that answers say.

use contract::{
    FieldError, Page, PageAnswer, PageQuery, Problem, ProblemKind, QueryParams, Session, Task, User,
};
use serde::Serialize;
use serde_json::{Value, json, to_value};

use crate::{
    client::{Answer, DOCUMENTED, Request},
    issuer::{Issuer, claims},
    proxy::{behind, passed_on},
    tokens::judging,
    world::World,
};

async fn described(world: &World, base: &str) -> Value {
    let answer = Request::get(&format!("{base}api/openapi.json")).send(world.relay).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    answer.json()
}

/// The names in an object or in a list, in order.
fn names(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = match value {
        Value::Object(object) => object.keys().map(String::as_str).collect(),
        Value::Array(list) => list.iter().map(|name| name.as_str().unwrap()).collect(),
        other => panic!("neither an object nor a list: {other}"),
    };
    names.sort_unstable();
    names
}

/// A schema has the fields of the fullest value, and demands those that even the barest value is written with.
#[track_caller]
fn has_the_fields_of<T: Serialize>(document: &Value, schema: &str, fullest: &T, barest: &T) {
    let described = &document["components"]["schemas"][schema];
    assert_eq!(names(&described["properties"]), names(&to_value(fullest).unwrap()), "{schema}");
    assert_eq!(names(&described["required"]), names(&to_value(barest).unwrap()), "{schema}");
    assert_eq!(described["additionalProperties"], false, "{schema}");
}

#[tokio::test]
async fn every_field_of_the_contract_is_described() {
    let document = described(&World::start().await, "/").await;
    let barest = QueryParams { str_time: String::new(), end_time: String::new(), task_name: None };
    let fullest = QueryParams { task_name: Some(String::new()), ..barest.clone() };
    has_the_fields_of(&document, "QueryParams", &fullest, &barest);
    let query = PageQuery { current: 1, size: 1, params: barest };
    has_the_fields_of(&document, "PageQuery", &query, &query);
    let page = Page::default();
    has_the_fields_of(&document, "Page", &page, &page);
    has_the_fields_of(&document, "Task", &Task::default(), &Task::default());
    let text = String::new;
    let answer =
        PageAnswer { code: 0, reason: text(), data: Page::default(), fetched_at: text(), stale: true };
    has_the_fields_of(&document, "PageAnswer", &answer, &answer);
    let user = User { name: text() };
    has_the_fields_of(&document, "User", &user, &user);
    let session = Session {
        version: text(),
        demo: true,
        vendor_utc_offset: text(),
        user: None,
        max_page_size: 1,
        max_window_rows: 1,
        now: text(),
    };
    has_the_fields_of(&document, "Session", &session, &session);
    let error = FieldError { field: text(), message: text() };
    has_the_fields_of(&document, "FieldError", &error, &error);
    let barest = Problem {
        type_uri: text(),
        title: text(),
        status: 500,
        kind: ProblemKind::Internal,
        request_id: text(),
        detail: None,
        vendor_code: None,
        vendor_reason: None,
        retry_after: None,
        errors: Vec::new(),
    };
    let fullest = Problem {
        detail: Some(text()),
        vendor_code: Some(0),
        vendor_reason: Some(text()),
        retry_after: Some(1),
        errors: vec![error],
        ..barest.clone()
    };
    has_the_fields_of(&document, "Problem", &fullest, &barest);
}

#[tokio::test]
async fn every_kind_of_failure_is_described_under_its_status() {
    let document = described(&World::start().await, "/").await;
    let kinds = document["components"]["schemas"]["ProblemKind"]["oneOf"].as_array().unwrap();
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind["const"].as_str().unwrap()).collect();
    let contract: Vec<&str> = ProblemKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(kinds, contract);

    let responses = &document["paths"]["/api/voice/recallFlow/queryPage"]["post"]["responses"];
    for kind in ProblemKind::ALL {
        let schema = &responses[kind.status().to_string()]["content"]["application/problem+json"]["schema"];
        let kinds = &schema["properties"]["kind"]["enum"];
        let is_there = kinds.as_array().is_some_and(|kinds| kinds.iter().any(|name| name == kind.name()));
        // This one is never this call's: it is for other paths.
        assert_eq!(is_there, *kind != ProblemKind::NotFound, "{}", kind.name());
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_operation_to_an_answer_as_described() {
    let world = World::with(&["--base-path", "/ops/recall/"]).await;
    let portal = behind("127.0.0.1", &["--base-path", "/ops/recall/"]).await;
    let document = described(&world, "/ops/recall/").await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."), "{document}");
    let text = document.to_string();
    for reference in text.split(r##""$ref":"#"##).skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    let server = document["servers"][0]["url"].as_str().unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let target = format!("{server}{path}");
            let request = match method.as_str() {
                "post" => Request::call(DOCUMENTED).at(&target),
                _ => Request::get(&target),
            };
            let good = request.clone().send(world.relay).await;
            is_as_described(&operation["responses"], &good, 200);
            let refused = request.clone().with("origin", "https://evil.example").send(world.relay).await;
            is_as_described(&operation["responses"], &refused, 403);
            let wrong = Request::new("DELETE", &target).send(world.relay).await;
            is_as_described(&operation["responses"], &wrong, 405);
            let nameless = request.send(portal.relay).await;
            is_as_described(&operation["responses"], &nameless, 401);
        }
    }
}

#[tokio::test]
async fn how_callers_sign_in_is_described() {
    let issuer = Issuer::new();
    let token = issuer.token(&json!({"alg": "EdDSA", "kid": "ed"}), &claims());
    let (portal, provider) = (behind("127.0.0.1", &[]).await, judging(&issuer, &[]).await);
    let request = || Request::get("/api/openapi.json");
    let through_portal = passed_on(request()).with("x-forwarded-user", "jia");
    let with_token = request().with("authorization", &format!("Bearer {token}"));
    for (world, signed_in, security) in
        [(portal, through_portal, json!([])), (provider, with_token, json!([{"token": []}]))]
    {
        let document = signed_in.send(world.relay).await.json();
        assert_eq!(document["security"], security);
        let schemes = &document["components"]["securitySchemes"];
        let named = security.as_array().unwrap().iter().flat_map(|needed| names(needed));
        assert_eq!(named.collect::<Vec<_>>(), names(schemes));
    }
    assert_eq!(described(&World::start().await, "/").await["security"], json!([]));
}

#[track_caller]
fn is_as_described(responses: &Value, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status);
    let response = &responses[status.to_string()];
    assert_eq!(names(&response["content"]), [answer.header("content-type").unwrap()]);
    for (name, header) in response["headers"].as_object().unwrap() {
        let is_there = answer.header(&name.to_ascii_lowercase()).is_some();
        assert!(is_there || header["required"] == false, "{name}");
    }
}
