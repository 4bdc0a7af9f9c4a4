//! The table of all settings, and the command line and help text made from it.

use std::{collections::BTreeMap, ffi::OsString};

use clap::{
    Arg, ArgAction, ArgMatches, Command, Error,
    error::{ContextKind, ErrorKind},
};

use super::ConfigError;

/// One setting. Its flag is `--name`, its variable `RECALL_NAME` and its key in the file `name`.
pub(super) struct Setting {
    /// The name, in lower case with dashes.
    pub(super) name: &'static str,
    takes: Takes,
    default: &'static str,
    help: &'static str,
}

/// What stands after the flag.
enum Takes {
    /// Nothing: it is there or not.
    Nothing,
    /// One value, shown under this name.
    One(&'static str),
    /// One value or several, each shown under this name.
    Several(&'static str),
}

impl Setting {
    /// The name of its variable in the environment.
    pub(super) fn variable(name: &str) -> String {
        format!("RECALL_{}", name.to_ascii_uppercase().replace('-', "_"))
    }
}

/// Every setting, in the order of the help text.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        name: "bind",
        takes: Takes::One("ADDR:PORT"),
        default: "127.0.0.1:8080",
        help: "Where to serve the panel and its API; port 0 picks a free one",
    },
    Setting {
        name: "admin-bind",
        takes: Takes::One("ADDR:PORT|off"),
        default: "127.0.0.1:9090, in demo mode off",
        help: "Where to answer /livez, /readyz and /metrics",
    },
    Setting {
        name: "base-path",
        takes: Takes::One("/PREFIX/"),
        default: "/",
        help: "The path under which everything is served",
    },
    Setting {
        name: "vendor-url",
        takes: Takes::One("URL"),
        default: "https://api.laaffic.com",
        help: "The vendor's address; http: only for a loopback address",
    },
    Setting {
        name: "vendor-utc-offset",
        takes: Takes::One("±HH:MM"),
        default: "+08:00",
        help: "The zone of the vendor's times, which carry none",
    },
    Setting {
        name: "api-key",
        takes: Takes::One("KEY"),
        default: "none; required, except in demo mode",
        help: "The vendor account's API key",
    },
    Setting {
        name: "api-secret-file",
        takes: Takes::One("FILE"),
        default: "none; required, except in demo mode",
        help: "A file that holds the account's API secret; or give the secret itself as RECALL_API_SECRET",
    },
    Setting {
        name: "auth",
        takes: Takes::One("MODE"),
        default: "loopback",
        help: "Who may use the relay. loopback: whoever is on this machine; proxy: whom a trusted proxy names; jwt: whom a \
               signed token names",
    },
    Setting {
        name: "trusted-proxies",
        takes: Takes::Several("CIDR"),
        default: "none; required with --auth proxy",
        help: "The addresses or networks from which proxies may pass requests on, like 10.0.0.5 or 10.0.0.0/24",
    },
    Setting {
        name: "public-origin",
        takes: Takes::One("ORIGIN"),
        default: "none; required with --auth proxy, and with jwt where others can reach --bind",
        help: "The origin under which people reach the panel, like https://portal.example.com",
    },
    Setting {
        name: "user-header",
        takes: Takes::One("NAME"),
        default: "X-Forwarded-User",
        help: "With --auth proxy: the header in which the proxy says the user's name",
    },
    Setting {
        name: "proxy-secret-file",
        takes: Takes::One("FILE"),
        default: "none; required with --auth proxy",
        help: "With --auth proxy: a file that holds the secret which the proxy sends as X-Recall-Proxy-Secret; or give \
               the secret itself as RECALL_PROXY_SECRET",
    },
    Setting {
        name: "jwt-issuer",
        takes: Takes::One("TEXT"),
        default: "none; required with --auth jwt",
        help: "With --auth jwt: who makes the tokens, exactly as their claim iss says it",
    },
    Setting {
        name: "jwt-audience",
        takes: Takes::Several("TEXT"),
        default: "none; required with --auth jwt",
        help: "With --auth jwt: for whom the tokens are made, as their claim aud says it; one of several is enough",
    },
    Setting {
        name: "jwt-keys-url",
        takes: Takes::One("URL"),
        default: "none; this or --jwt-keys-file is required with --auth jwt",
        help: "With --auth jwt: where the identity provider publishes its keys (jwks_uri); http: only for a loopback \
               address",
    },
    Setting {
        name: "jwt-keys-file",
        takes: Takes::One("FILE"),
        default: "none",
        help: "With --auth jwt: a file that holds the identity provider's public keys (JWKS)",
    },
    Setting {
        name: "jwt-algorithms",
        takes: Takes::Several("ALG"),
        default: "RS256, ES256, EdDSA",
        help: "With --auth jwt: how tokens may be signed; also RS384, RS512, PS256, PS384, PS512 and ES384",
    },
    Setting {
        name: "jwt-user-claims",
        takes: Takes::Several("CLAIM"),
        default: "preferred_username, sub",
        help: "With --auth jwt: the claims with the user's name, the first that a token has",
    },
    Setting {
        name: "frame-ancestors",
        takes: Takes::Several("ORIGIN"),
        default: "none: only the relay's own origin",
        help: "The origins whose pages may frame the panel, like https://portal.example.com",
    },
    Setting {
        name: "allowed-hosts",
        takes: Takes::Several("HOST"),
        default: "the bound address, localhost, 127.0.0.1, [::1] and the host of --public-origin",
        help: "The host names under which the relay may be addressed, each with or without a port",
    },
    Setting {
        name: "user-rate",
        takes: Takes::One("N"),
        default: "10",
        help: "How many questions a second one user may ask; after two quiet seconds twice as many at once",
    },
    Setting {
        name: "total-rate",
        takes: Takes::One("N"),
        default: "50",
        help: "How many questions a second all users together may ask; after two quiet seconds twice as many at once",
    },
    Setting {
        name: "cache-seconds",
        takes: Takes::One("N"),
        default: "5",
        help: "For how long an answer is given again to whoever asks the same, 0 to 60; 0 keeps no answers at all",
    },
    Setting {
        name: "config",
        takes: Takes::One("FILE"),
        default: "none",
        help: "A TOML file with settings, each under the name of its flag without the dashes",
    },
    Setting {
        name: "demo",
        takes: Takes::Nothing,
        default: "off",
        help: "Start a simulated vendor inside this process and use it; needs no key and no secret",
    },
    Setting {
        name: "log-format",
        takes: Takes::One("text|json"),
        default: "text on a terminal, else json",
        help: "The form of the log on stderr",
    },
];

/// What the command line holds.
pub(super) enum Invocation {
    /// A text to print instead of serving.
    Print(String),
    /// The flags.
    Flags(Flags),
}

/// The flags that were given.
pub(super) struct Flags {
    /// Each setting's value; several values are joined with spaces.
    pub(super) values: BTreeMap<&'static str, String>,
    /// Whether to check the settings and stop.
    pub(super) check: bool,
}

/// Reads the command line.
pub(super) fn invocation(args: impl Iterator<Item = OsString>) -> Result<Invocation, ConfigError> {
    match command().try_get_matches_from(args) {
        Ok(matches) => Ok(Invocation::Flags(flags(&matches))),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Invocation::Print(error.to_string()))
        }
        Err(error) => Err(ConfigError::new(format!(
            "The command line can't be read: {} (--help lists the flags).",
            in_plain_words(&error)
        ))),
    }
}

/// What is wrong with the command line. No value is quoted, because a secret may have got there by mistake.
fn in_plain_words(error: &Error) -> String {
    let argument = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("there is no flag {argument}"),
        ErrorKind::UnknownArgument => "there is a word in it that belongs to no flag".to_owned(),
        ErrorKind::TooManyValues => format!("{argument} takes no value"),
        // The first line says what is wrong; the others are a usage text, and the help has a better one.
        _ => {
            let text = error.to_string();
            text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    }
}

fn command() -> Command {
    let check = Arg::new("check").long("check").action(ArgAction::SetTrue);
    Command::new("recall-relay")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Serves the Recall Desk panel and asks the vendor on its behalf")
        .after_help("A flag goes before its variable, and a variable before the file.")
        .args(SETTINGS.iter().map(argument))
        .arg(check.help("Check the settings and exit: 0 if they are good, 78 if not"))
}

fn argument(setting: &Setting) -> Arg {
    let Setting { name, default, help, .. } = setting;
    let help = format!("{help} [env: {}] [default: {default}]", Setting::variable(name));
    let arg = Arg::new(*name).long(*name).help(help);
    match setting.takes {
        Takes::Nothing => arg.action(ArgAction::SetTrue),
        // An offset west of Greenwich begins like a flag.
        Takes::One(value) => arg.value_name(value).allow_hyphen_values(*name == "vendor-utc-offset"),
        Takes::Several(value) => arg.value_name(value).num_args(1..).action(ArgAction::Append),
    }
}

fn flags(matches: &ArgMatches) -> Flags {
    let values = SETTINGS.iter().filter_map(|setting| {
        let value = match setting.takes {
            Takes::Nothing => matches.get_flag(setting.name).then(|| "true".to_owned()),
            Takes::One(_) => matches.get_one::<String>(setting.name).cloned(),
            Takes::Several(_) => matches
                .get_many::<String>(setting.name)
                .map(|values| values.cloned().collect::<Vec<_>>().join(" ")),
        };
        Some((setting.name, value?))
    });
    Flags { values: values.collect(), check: matches.get_flag("check") }
}
