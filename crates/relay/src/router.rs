//! Every route and every layer of the public port, and of the admin port, with the reason for their order.

use axum::{
    Router,
    body::Body,
    routing::{get, post},
};
use contract::QUERY_PAGE_PATH;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    admin::{self, Readiness},
    app::App,
    around,
    guard::{self, layer as guarded},
    headers, problem,
    request_id::RequestId,
    routes,
    telemetry::access_log,
};

/// The public port: the panel and its API, all of it below the base path.
pub(crate) fn public(app: &App) -> Router {
    let base = app.base();

    // The guards of the API's routes are route layers, so a wrong method is told before anything else about them.
    // From where and who it is that calls comes before what is called for, and the headers before the body, which the
    // handler's extractor reads last: a request that is refused costs as little as can be.
    let caller = ServiceBuilder::new()
        .layer(guarded::by(guard::site::own, app))
        .layer(guard::waiting_layer::by(guard::identity::known, app));
    let query_page = post(routes::query_page::query_page)
        .route_layer(caller.clone().layer(guarded::by(guard::intent::shown, app)));
    let session = get(routes::session::session).route_layer(caller.clone());
    let openapi = get(routes::openapi::openapi).route_layer(caller);

    let mut router = Router::new()
        .route(&base.join(&format!("api{QUERY_PAGE_PATH}")), query_page)
        .route(&base.join("api/session"), session)
        .route(&base.join("api/openapi.json"), openapi);

    // The panel's own files are open to any site: a link to the page must work from anywhere, and there is nothing
    // in them. Each has a route of its own, so that a path that is no file can't be served, however it is spelled.
    router = match app.assets().index() {
        Some(index) => router.route(base.as_str(), get(routes::panel::file).with_state(index.clone())),
        None => router.route(base.as_str(), get(routes::panel::not_built)),
    };
    for (path, file) in app.assets().files() {
        router = router.route(&base.join(path), get(routes::panel::file).with_state(file.clone()));
    }
    if let Some(bare) = base.without_slash() {
        router = router.route(bare, get(routes::add_slash));
    }

    router
        .fallback(routes::not_found)
        .method_not_allowed_fallback(routes::method_not_allowed)
        .layer(
            ServiceBuilder::new()
                // The identifier is first: the log, the answer and the problem document all carry it.
                .layer(around::all::<RequestId>(app))
                // The log, which counts as well, sees what the caller gets, so it is outside of everything that changes an answer.
                .layer(around::all::<access_log::Line>(app))
                // Every answer is made safe, the refusals and the faults as well.
                .layer(around::all::<headers::Secure>(app))
                // Every failure from further in becomes a problem document, …
                .layer(around::all::<problem::Rendered>(app))
                // … a panic in a handler or a guard too.
                .map_response(|response: http::Response<_>| response.map(Body::new))
                .layer(CatchPanicLayer::custom(problem::from_panic))
                // What is too large is not looked at any closer.
                .layer(guarded::by(guard::size::bounded, app))
                // The host is what the site's guard compares with, so it is checked before any route.
                .layer(guarded::by(guard::host::known, app))
                .layer(guarded::by(guard::forwarded::allowed, app)),
        )
        .with_state(app.clone())
}

/// The admin port: for supervisors, which come under any address. It tells nothing that needs a guard.
pub(crate) fn admin(readiness: Readiness, app: &App) -> Router {
    Router::new()
        .route("/livez", get(admin::live))
        .route("/readyz", get(admin::ready).with_state(readiness))
        .route("/metrics", get(admin::metrics).with_state(app.clone()))
}
