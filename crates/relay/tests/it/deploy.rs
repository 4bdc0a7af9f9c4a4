//! The files that operators copy, given to the real binary: a setting that it doesn't know would stop theirs.

use std::collections::BTreeMap;

use crate::process::{output, relay};
use crate::settings::File;

const UNIT: &str = include_str!("../../../../deploy/systemd/recall-relay.service");
const UNIT_SETTINGS: &str = include_str!("../../../../deploy/systemd/recall.toml");
const KUBERNETES: &str = include_str!("../../../../deploy/kubernetes/recall-desk.yaml");
const NGINX: &str = include_str!("../../../../deploy/nginx/recall-desk.conf");
const CONTAINER: &str = include_str!("../../../../deploy/container/Containerfile");

/// Files in the places of those that an operator makes.
struct Secrets {
    api: File,
    proxy: File,
}

impl Secrets {
    fn new() -> Self {
        Self {
            api: File::new("api-secret", "the-account's-secret\n"),
            proxy: File::new("proxy-secret", "between-proxy-and-relay\n"),
        }
    }

    /// A value with the files of this test instead of those of `folder`.
    fn in_place(&self, value: &str, folder: &str) -> String {
        value
            .replace(&format!("{folder}/api-secret"), self.api.path())
            .replace(&format!("{folder}/proxy-secret"), self.proxy.path())
    }
}

/// Asks the real binary whether it could start so.
#[track_caller]
fn good(args: &[&str], variables: &BTreeMap<String, String>) {
    let output = output(relay().args(args).arg("--check").envs(variables));
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "The settings are good.\n",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_systemd_unit_starts_the_relay_with_good_settings() {
    let secrets = Secrets::new();
    let settings = File::new("recall.toml", UNIT_SETTINGS);
    let start =
        UNIT.lines().find_map(|line| line.strip_prefix("ExecStart=/usr/local/bin/recall-relay ")).unwrap();
    let start = start.replace("/etc/recall-desk/recall.toml", settings.path());
    let variables: BTreeMap<String, String> = UNIT
        .lines()
        .filter_map(|line| line.strip_prefix("Environment=")?.split_once('='))
        .map(|(name, value)| (name.to_owned(), secrets.in_place(value, "%d")))
        .collect();
    let files = UNIT.lines().find_map(|line| line.strip_prefix("LimitNOFILE=")).unwrap();
    assert!(files.parse::<u64>().unwrap() >= relay::open_files::NEEDED);
    for name in ["api-secret", "proxy-secret"] {
        assert!(UNIT.contains(&format!("LoadCredential={name}:/etc/recall-desk/{name}\n")), "{name}");
    }
    assert_eq!(variables.len(), 2);
    good(&start.split_whitespace().collect::<Vec<_>>(), &variables);
}

#[test]
fn the_deployment_in_kubernetes_starts_the_relay_with_good_settings() {
    let secrets = Secrets::new();
    let variables: BTreeMap<String, String> = KUBERNETES
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- { name: RECALL_")?.strip_suffix("\" }"))
        .filter_map(|line| line.split_once(", value: \""))
        .map(|(name, value)| (format!("RECALL_{name}"), secrets.in_place(value, "/run/secrets/recall-desk")))
        .collect();
    assert_eq!(variables.len(), KUBERNETES.matches("RECALL_").count(), "each on a line of this form");
    assert!(KUBERNETES.contains("mountPath: /run/secrets/recall-desk,"));
    for (name, port) in [("BIND", "http"), ("ADMIN_BIND", "admin")] {
        let number = variables[&format!("RECALL_{name}")].rsplit_once(':').unwrap().1;
        assert!(KUBERNETES.contains(&format!("name: {port}, containerPort: {number} }}")), "{port}");
        assert!(CONTAINER.lines().any(|line| line.starts_with("EXPOSE ") && line.contains(number)), "{port}");
        assert!(UNIT.contains(&format!("SocketBindAllow=tcp:{number}\n")), "{port}");
    }
    good(&[], &variables);
}

#[test]
fn the_settings_that_go_with_nginx_are_good() {
    let secrets = Secrets::new();
    let settings: String = NGINX
        .lines()
        .filter_map(|line| line.strip_prefix("#     "))
        .filter(|line| line.contains(" = "))
        .map(|line| line.replace('…', secrets.proxy.path()) + "\n")
        .collect();
    assert_eq!(settings.lines().count(), 5, "{settings}");
    let settings = File::new("recall.toml", &settings);
    let flags = ["--config", settings.path(), "--api-key", "k", "--api-secret-file", secrets.api.path()];
    good(&flags, &BTreeMap::new());
}

#[test]
fn the_container_has_the_one_binary_and_the_licences() {
    let copied: Vec<&str> =
        CONTAINER.lines().filter_map(|line| line.strip_prefix("COPY --from=build ")).collect();
    assert_eq!(
        copied,
        [
            "/build/dist/recall-relay /usr/local/bin/recall-relay",
            "/build/dist/LICENSE-APACHE /build/dist/LICENSE-MIT /usr/share/doc/recall-desk/",
        ]
    );
    let toolchain = include_str!("../../../../rust-toolchain.toml");
    let channel =
        toolchain.lines().find_map(|line| line.strip_prefix("channel = \"")?.strip_suffix('"')).unwrap();
    assert!(
        CONTAINER.contains(&format!("/rust:{channel}-")),
        "the toolchain of rust-toolchain.toml, {channel}"
    );
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[test]
fn the_binary_needs_no_library_that_the_container_lacks() {
    let output = std::process::Command::new("ldd").arg(relay().get_program()).output().unwrap();
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    let needed: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next()?.rsplit('/').next())
        .filter(|library| !library.starts_with("linux-vdso."))
        .collect();
    assert!(needed.len() > 1, "{listed}");
    // Its image for programs in C has the C library with the loader and the compiler's.
    let present = ["libc.so.6", "libm.so.6", "libgcc_s.so.1"];
    for library in needed {
        assert!(present.contains(&library) || library.starts_with("ld-linux"), "{library}");
    }
}
