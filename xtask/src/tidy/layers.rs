//! The panel's layers: `main → app → pages → {state → {api, browser}, components} → model`, `embed → app`. Between
//! `browser` and what draws or keeps stand `dynamic` and `markup`.

use super::Violation;
use super::code::{lines_naming, own_modules};
use super::repository::Repository;

/// A layer of the panel and what must be absent from it.
struct Layer {
    module: &'static str,
    /// Modules of the panel that lie above or beside it.
    modules: &'static [&'static str],
    /// Names from outside the panel.
    names: &'static [&'static str],
    instead: &'static str,
}

const LAYERS: [Layer; 9] = [
    Layer {
        module: "src/model",
        modules: &["browser", "dynamic", "markup", "api", "state", "components", "pages", "app", "embed"],
        names: &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "gloo_", "async", "await"],
        instead: "the model is pure rules: take what comes from outside as an argument",
    },
    Layer {
        module: "src/locales",
        modules: &["browser", "dynamic", "markup", "api", "state", "components", "pages", "app", "embed"],
        names: &["web_sys", "gloo_"],
        instead: "a language is words: what needs the browser belongs to `browser`",
    },
    Layer {
        module: "src/api",
        modules: &["dynamic", "markup", "state", "components", "pages", "app", "embed"],
        names: &["leptos"],
        instead: "a request knows nothing of who asks: return a value, and let `state` keep it",
    },
    Layer {
        module: "src/browser",
        modules: &["dynamic", "markup", "api", "state", "components", "pages", "app", "embed"],
        names: &["gloo_net"],
        instead: "a door to the browser knows nothing of the panel: take arguments and call back",
    },
    Layer {
        module: "src/dynamic",
        modules: &["api", "state", "components", "pages", "app", "embed"],
        names: &["use_context", "expect_context", "provide_context", "spawn_local", "gloo_net"],
        instead: "a value that changes knows nothing of who keeps it: take what is special about it as a closure",
    },
    Layer {
        module: "src/markup",
        modules: &["api", "state", "components", "pages", "app", "embed"],
        names: &["use_context", "expect_context", "provide_context", "spawn_local", "gloo_net"],
        instead: "an element knows nothing of what is drawn with it: take it as a value or a closure",
    },
    Layer {
        module: "src/state",
        modules: &["components", "pages", "app", "embed"],
        names: &["view!"],
        instead: "state draws nothing: views read its signals",
    },
    Layer {
        module: "src/components",
        modules: &["api", "browser", "state", "pages", "app", "embed"],
        names: &["use_context", "expect_context", "provide_context", "spawn_local", "gloo_net"],
        instead: "a view takes values and signals and calls back: pass it in from `pages`",
    },
    Layer {
        module: "src/pages",
        modules: &["api", "app", "embed"],
        names: &["gloo_net"],
        instead: "a page only wires state to views: put the work into `state`",
    },
];

/// Names that only some modules may use.
struct Owned {
    names: &'static [&'static str],
    owners: &'static [&'static str],
    instead: &'static str,
}

const OWNED: [Owned; 2] = [
    Owned {
        names: &["web_sys"],
        owners: &["src/browser", "src/embed", "src/main"],
        instead: "only `browser` and `embed` touch web_sys: add what you need to `browser`",
    },
    Owned {
        names: &["gloo_net", "fetch_with_", "XmlHttpRequest", "EventSource", "WebSocket", "send_beacon_"],
        owners: &["src/api"],
        instead: "only `api` makes requests: add what you need to its client",
    },
];

/// No module names one that lies above it.
pub(super) fn arrows(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for layer in &LAYERS {
        for file in repository.rust().filter(|file| file.is_in(layer.module)) {
            let wrong = own_modules(&file.code)
                .into_iter()
                .filter(|(_, name)| layer.modules.contains(&name.as_str()));
            found.extend(wrong.map(|(line, name)| {
                Violation::at(&file.path, line, format!("names crate::{name}: {}", layer.instead))
            }));
        }
    }
    found
}

/// No layer does another's work.
pub(super) fn trades(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for layer in &LAYERS {
        for file in repository.rust().filter(|file| file.is_in(layer.module)) {
            found.extend(naming(&file.path, &file.code, layer.names, layer.instead));
        }
    }
    found
}

/// The browser's own interface and the network have few doors.
pub(super) fn owners(repository: &Repository) -> Vec<Violation> {
    let mut found = Vec::new();
    for owned in &OWNED {
        let panel = repository.rust().filter(|file| file.path.starts_with("src/"));
        for file in panel.filter(|file| !owned.owners.iter().any(|owner| file.is_in(owner))) {
            found.extend(naming(&file.path, &file.code, owned.names, owned.instead));
        }
    }
    found
}

/// Every line of a file that uses one of these names.
pub(super) fn naming(path: &str, code: &str, names: &[&str], instead: &str) -> Vec<Violation> {
    let lines =
        names.iter().flat_map(|name| lines_naming(code, name).into_iter().map(move |line| (line, name)));
    lines.map(|(line, name)| Violation::at(path, line, format!("names `{name}`: {instead}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(module: &str, code: &str) -> Repository {
        Repository::of(&[(&format!("{module}/sample.rs"), code)])
    }

    #[test]
    fn every_arrow_that_points_upwards_is_found() {
        for layer in &LAYERS {
            for module in layer.modules {
                let code = format!("use crate::{{model::view, {module}::Thing}};\n");
                assert_eq!(arrows(&sample(layer.module, &code)).len(), 1, "{} names {module}", layer.module);
            }
        }
        assert!(arrows(&sample("src/state", "use crate::{api, browser, model};\n")).is_empty());
    }

    #[test]
    fn every_name_from_another_trade_is_found() {
        for layer in &LAYERS {
            for name in layer.names {
                let name = name.strip_suffix('_').map_or((*name).to_owned(), |prefix| format!("{prefix}_x"));
                assert!(
                    !trades(&sample(layer.module, &format!("a({name});\n"))).is_empty(),
                    "{} names {name}",
                    layer.module
                );
            }
        }
        assert!(trades(&sample("src/model", "//! Knows no leptos.\nfn asynchronous() {}\n")).is_empty());
    }

    #[test]
    fn every_owned_name_outside_its_owner_is_found() {
        for owned in &OWNED {
            for name in owned.names {
                let name = name.strip_suffix('_').map_or((*name).to_owned(), |prefix| format!("{prefix}_x"));
                let code = format!("a({name});\n");
                assert_eq!(owners(&sample("src/pages", &code)).len(), 1, "{name}");
                assert!(owners(&sample(owned.owners[0], &code)).is_empty(), "{name}");
            }
        }
    }
}
