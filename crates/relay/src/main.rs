//! The entry of `recall-relay`: settings, log, ports, serving, in this order.

use std::{
    env,
    io::{Write as _, stdout},
    process::ExitCode,
};

use mimalloc::MiMalloc;
use relay::{
    app::App,
    assets::Assets,
    clock::Clock,
    config::{Command, ConfigError, Settings},
    error::StartError,
    open_files, server, shutdown, telemetry,
    workers::Workers,
};
use tokio::runtime::Builder;

/// The system's own takes a third more processor time for a request: it tidies up each time a body is freed.
#[global_allocator]
static HEAP: MiMalloc = MiMalloc;

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn main() -> ExitCode {
    let command = Command::parse(env::args_os(), env::vars_os());
    let (code, words) = match command {
        Ok(Command::Print(text)) => return print(&text),
        Ok(Command::Checked) => return print("The settings are good.\n"),
        Ok(Command::Serve(settings)) => match run(&settings) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => (ExitCode::FAILURE, error.to_string()),
        },
        Err(error) => (ExitCode::from(ConfigError::EXIT_CODE), error.to_string()),
    };
    eprintln!("recall-relay: {words}");
    code
}

fn run(settings: &Settings) -> Result<(), StartError> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(StartError::new)?;
    let served = runtime.block_on(serve(settings));
    // A secret's file may be on a file system that has stopped to answer; nobody waits for that.
    runtime.shutdown_background();
    served
}

async fn serve(settings: &Settings) -> Result<(), StartError> {
    telemetry::start(&settings.logging);
    open_files::raise();
    let app = App::new(settings, Assets::embedded(), Clock::system()).await?;
    let listener = server::bind("--bind", settings.listen.bind)?;
    let admin = settings.listen.admin.map(|address| server::bind("--admin-bind", address)).transpose()?;
    let workers = Workers::start().map_err(StartError::new)?;
    let stop = shutdown::on_signal().map_err(StartError::new)?;
    let address = listener.local_addr().map_err(StartError::new)?;
    print(&format!("listening on http://{address}{}\n", app.base()));
    server::serve(listener, admin, app, workers, stop).await;
    Ok(())
}

/// Whoever closed stdout doesn't want to read it, which is no reason to fail.
fn print(text: &str) -> ExitCode {
    let _ = stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}
