//! The command line: subcommands only.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use kejing::commands::fill::{Filled, With, demo_logins, fill};
use kejing::commands::{self, Upgrade};
use kejing::config::Config;
use kejing::error::{AppError, AppResult};
use kejing::identity::dto::DemoLogin;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Relationship managers of a bank.
#[derive(Parser)]
#[command(name = "kejing", version)]
struct Cli {
    /// Settings file (TOML); the environment overrides it (KEJING_…, DATABASE_URL).
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the pages. An empty database is filled first, as `init` fills it.
    Serve {
        /// Fill an empty database without the demo: prints one-time links for the first two people.
        #[arg(long)]
        empty: bool,
        /// Months of balance changes that the demo has.
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=36))]
        months: u32,
        /// Address to listen on.
        #[arg(long)]
        bind: Option<std::net::SocketAddr>,
        /// Port on 127.0.0.1, in place of an address.
        #[arg(long, conflicts_with = "bind")]
        port: Option<u16>,
        /// Directory of the embedded database; keys stand in DIR-keys.
        #[arg(long)]
        data: Option<PathBuf>,
        /// A proxy with TLS stands in front.
        #[arg(long)]
        behind_tls: bool,
        /// File with the time (demo and test databases alone).
        #[arg(long)]
        clock_file: Option<PathBuf>,
    },
    /// Fill an empty database: with the demo bank, or with what starts a real one.
    Init {
        /// No demo: prints one-time links for the first administrator and the first HR officer.
        #[arg(long)]
        empty: bool,
        /// Months of balance changes that the demo has.
        #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=36))]
        months: u32,
        /// Directory of the embedded database; keys stand in DIR-keys.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Load a file of the core banking system, as the operator. Fails when a row is refused.
    Import {
        /// What it holds: org_units, employees, managers, clients, accounts, loans, balance_changes.
        #[arg(long)]
        kind: kejing::imports::model::ImportKind,
        /// CSV in UTF-8 with a heading, or gzip of it.
        #[arg(long)]
        file: PathBuf,
        /// Check every row, load none.
        #[arg(long)]
        dry_run: bool,
        /// Load no row when one is refused.
        #[arg(long)]
        all_or_nothing: bool,
        /// Rows that differ from what is known become a new version (balance_changes, loans).
        #[arg(long)]
        restate: bool,
        /// Directory of the embedded database; keys stand in DIR-keys.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Bring the database's schema up to this program's.
    Migrate,
    /// Print the contract (OpenAPI 3.1).
    Openapi,
    /// Clear a round from its file: the best award and its proof. Reads no database.
    Clear {
        /// The round's file, as a book exports it.
        #[arg(long)]
        input: PathBuf,
        /// Where the award goes.
        #[arg(long)]
        output: PathBuf,
        /// Most seconds; without it the proof alone ends the clearing.
        #[arg(long)]
        time_limit: Option<u64>,
        /// Most work; equal work gives the same file on any machine.
        #[arg(long)]
        work: Option<u64>,
        /// Threads; they never change the award.
        #[arg(long, default_value_t = 1)]
        threads: usize,
        /// The draw's seed as hex, in place of the file's.
        #[arg(long)]
        seed: Option<String>,
    },
    /// Check an award against its round, without a solver. Reads no database.
    VerifyAward {
        /// The round's file.
        #[arg(long)]
        input: PathBuf,
        /// The award's file.
        #[arg(long)]
        award: PathBuf,
    },
    /// Walk the audit chain; names the first fault and fails.
    VerifyAudit,
    /// Copy the database, consistent while others write, with a manifest; keys apart.
    Backup {
        /// Directory for the copy: new or empty.
        #[arg(long)]
        to: PathBuf,
        /// Directory for the keys: new or empty; DIR-keys unless said.
        #[arg(long)]
        keys_to: Option<PathBuf>,
        /// Directory of the embedded database; keys stand in DIR-keys.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Restore a copy into an empty place and walk its audit chain.
    Restore {
        /// Directory of the copy.
        #[arg(long)]
        from: PathBuf,
        /// Directory of its keys; DIR-keys unless said.
        #[arg(long)]
        keys_from: Option<PathBuf>,
        /// Directory for the embedded database; keys go to DIR-keys.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Keys: list them, or give a purpose a new one.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Logins: list them, invite a bank's first people, reset an authenticator.
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Every key, without its secret.
    List,
    /// A new active key; servers take it up when they start again.
    Rotate {
        /// jwt, bid, pii, blind_index, cursor, audit, audit_anchor, receipt or file.
        purpose: String,
    },
}

#[derive(Subcommand)]
enum UserCommand {
    /// Every login with its state and today's roles.
    List,
    /// A one-time link for an administrator or an HR officer, while fewer than two hold the role.
    Invite {
        /// admin or hq_hr.
        #[arg(long)]
        role: kejing::auth::Role,
        /// Login name.
        #[arg(long)]
        username: String,
        /// Number of the employee, who may be new.
        #[arg(long)]
        employee_no: String,
        /// Name, for a new employee.
        #[arg(long)]
        name: String,
    },
    /// Take a lost authenticator away.
    ResetTotp {
        /// Login name.
        username: String,
    },
}

fn main() -> ExitCode {
    init_logs();
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(e) => {
            eprintln!("kejing: {}", e.cause().map_or_else(|| e.to_string(), str::to_owned));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> AppResult<ExitCode> {
    let mut config = Config::load(cli.config.as_deref(), |k| std::env::var(k).ok())?;
    match cli.command {
        Command::Serve { empty, months, bind, port, data, behind_tls, clock_file } => {
            config.bind = bind.or(port.map(|p| ([127, 0, 0, 1], p).into())).unwrap_or(config.bind);
            place(&mut config, data)?;
            config.behind_tls |= behind_tls;
            config.clock_file = clock_file.or(config.clock_file);
            config.check()?;
            commands::make_place(&config)?;
            let app = commands::open(config, Upgrade::EmbeddedOnly)?;
            kejing::staffing::exams::bank::ensure_standard(&app)?;
            let filled = fill(&app, with(empty, months), &|step| eprintln!("{step}"))?;
            let logins = demo_logins(&app)?;
            let ready = |addr: &std::net::SocketAddr| {
                println!("listening on http://{addr}");
                print_links(&filled);
                let mut shown = std::collections::HashSet::new();
                print_logins(logins.iter().filter(|l| shown.insert(&l.role)));
            };
            actix_web::rt::System::new().block_on(kejing::server::serve(app.clone(), ready))?;
        }
        Command::Init { empty, months, data } => {
            place(&mut config, data)?;
            commands::make_place(&config)?;
            let app = commands::open(config, Upgrade::EmbeddedOnly)?;
            kejing::staffing::exams::bank::ensure_standard(&app)?;
            let filled = fill(&app, with(empty, months), &|step| eprintln!("{step}"))?;
            print_links(&filled);
            if matches!(filled, Filled::Demo) {
                print_logins(demo_logins(&app)?.iter());
            }
        }
        Command::Import { kind, file, dry_run, all_or_nothing, restate, data } => {
            place(&mut config, data)?;
            let app = commands::open(config, Upgrade::EmbeddedOnly)?;
            let input = kejing::imports::dto::CreateImport {
                kind,
                dry_run: Some(dry_run),
                all_or_nothing: Some(all_or_nothing),
                restate: Some(restate),
            };
            if !commands::import::run(&app, &input, &file)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Migrate => {
            let app = commands::open(config, Upgrade::Always)?;
            kejing::staffing::exams::bank::ensure_standard(&app)?;
        }
        Command::Clear { input, output, time_limit, work, threads, seed } => {
            let asked = commands::clearing::Clear { input, output, time_limit, work, threads, seed };
            println!("{}", commands::clearing::summary(&commands::clearing::clear(&asked)?));
        }
        Command::VerifyAward { input, award } => {
            println!("{}", commands::clearing::verify_award(&input, &award)?);
        }
        Command::Openapi => println!("{}", kejing::server::contract().to_pretty_json()?),
        Command::VerifyAudit => {
            let app = commands::open(config, Upgrade::EmbeddedOnly)?;
            let state = kejing::audit::service::verify(&app)?;
            println!("{}", serde_json::to_string_pretty(&state)?);
            if !state.ok {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Backup { to, keys_to, data } => {
            place(&mut config, data)?;
            let keys_to = keys_to.unwrap_or_else(|| commands::backup::keys_beside(&to));
            let app = commands::open(config, Upgrade::EmbeddedOnly)?;
            let manifest = commands::backup::backup(&app, &to, &keys_to)?;
            println!("{}", serde_json::to_string_pretty(&manifest)?);
            println!("keys: {} (keep them apart from the copy)", keys_to.display());
        }
        Command::Restore { from, keys_from, data } => {
            place(&mut config, data)?;
            let keys_from = keys_from.unwrap_or_else(|| commands::backup::keys_beside(&from));
            let (_, state) = commands::backup::restore(config, &from, &keys_from)?;
            println!("{}", serde_json::to_string_pretty(&state)?);
            if !state.ok {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Keys(KeysCommand::List) => {
            for k in commands::keys::list(&config)? {
                println!(
                    "{:<36} {:<13} {} {}",
                    k.key_id,
                    k.purpose,
                    k.made_on,
                    if k.active { "active" } else { "" }
                );
            }
        }
        Command::Keys(KeysCommand::Rotate { purpose }) => {
            let purpose = kejing::keyring::Purpose::from_name(&purpose)
                .ok_or_else(|| AppError::config(format!("no purpose {purpose}")))?;
            println!("{}: restart the servers", commands::keys::rotate(&config, purpose)?);
        }
        Command::User(command) => user(config, command)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn user(config: Config, command: UserCommand) -> AppResult<()> {
    let app = commands::open(config, Upgrade::EmbeddedOnly)?;
    match command {
        UserCommand::List => {
            for u in commands::people::list(&app)? {
                let roles: Vec<&str> = u.roles.iter().map(|r| r.as_str()).collect();
                println!("{:<24} {:<12} {:<16} {}", u.username, u.state, u.name, roles.join(","));
            }
        }
        UserCommand::Invite { role, username, employee_no, name } => {
            let whom = commands::people::Invitation { role, username, employee_no, name };
            let (path, until) = commands::people::invite(&app, &whom)?;
            println!("{path} (until {until})");
        }
        UserCommand::ResetTotp { username } => {
            commands::people::reset_totp(&app, &username)?;
            println!("{username}: the authenticator is gone");
        }
    }
    Ok(())
}

fn with(empty: bool, months: u32) -> With {
    if empty { With::Start } else { With::Demo { months } }
}

fn print_links(filled: &Filled) {
    if let Filled::Start(links) = filled {
        for (role, path) in links {
            println!("first {role}: {path}");
        }
    }
}

fn print_logins<'a>(logins: impl Iterator<Item = &'a DemoLogin>) {
    for login in logins {
        println!("{:<20} {:<12} {}", login.role, login.username, login.password);
    }
}

/// Puts the embedded database and its keys under a directory.
fn place(config: &mut Config, data: Option<PathBuf>) -> AppResult<()> {
    let Some(dir) = data else { return Ok(()) };
    std::fs::create_dir_all(&dir).map_err(|e| AppError::config(format!("{}: {e}", dir.display())))?;
    config.database_url = format!("sqlite:{}", dir.join("kejing.db").display());
    config.keys = PathBuf::from(format!("{}-keys", dir.display()));
    Ok(())
}

/// One line a record: readable at a terminal, JSON elsewhere.
fn init_logs() {
    use std::io::{IsTerminal, Write};
    let mut builder = env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("info"));
    if !std::io::stderr().is_terminal() {
        builder.format(|out, record| {
            let mut line = serde_json::Map::new();
            line.insert("ts".into(), out.timestamp_millis().to_string().into());
            line.insert("level".into(), record.level().as_str().into());
            line.insert("target".into(), record.target().into());
            line.insert("message".into(), record.args().to_string().into());
            let mut pairs = Pairs(&mut line);
            let _ = record.key_values().visit(&mut pairs);
            writeln!(out, "{}", serde_json::Value::Object(line))
        });
    }
    builder.init();
}

struct Pairs<'a>(&'a mut serde_json::Map<String, serde_json::Value>);

impl<'kvs> log::kv::VisitSource<'kvs> for Pairs<'_> {
    fn visit_pair(
        &mut self,
        key: log::kv::Key<'kvs>,
        value: log::kv::Value<'kvs>,
    ) -> Result<(), log::kv::Error> {
        let value = value.to_u64().map_or_else(|| value.to_string().into(), serde_json::Value::from);
        self.0.insert(key.as_str().to_owned(), value);
        Ok(())
    }
}
