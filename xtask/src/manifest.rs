//! The manifest for Kubernetes against the schemas of Kubernetes: a misspelt field would be ignored without a word, and
//! with it the protection that it was to give.

use crate::steps::Ledger;
use crate::tools::python::KUBERNETES_VALIDATE;
use crate::{process, workspace};

/// The manifest, below the root.
const MANIFEST: &str = "deploy/kubernetes/recall-desk.yaml";

/// The versions of Kubernetes that it is held against: the oldest that its users should still have, and the newest
/// that is known.
const VERSIONS: [&str; 2] = ["1.30", "1.37"];

/// Holds it against each version, as a step.
pub(crate) fn run(ledger: &mut Ledger) {
    ledger.step("the manifest against the schemas of Kubernetes", || {
        let python = KUBERNETES_VALIDATE.python()?;
        for version in VERSIONS {
            let mut validate = process::program(&python);
            validate.args(["-m", "kubernetes_validate", "--strict", "--quiet", "-k", version]);
            process::run(validate.arg(workspace::root().join(MANIFEST)))?;
        }
        Ok(())
    });
}
