//! Reading case files, and the reports that are held beside them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use checks::Analysis;
use costing::Choices;
use diagnostics::{Diagnostic, Found, Sources};
use proposal::case::{Paper, PaperKind};
use proposal::{Bodies, BodyProfile, Case, Held, Library, read_body};

use crate::failure::{Failure, words};
use crate::output::Output;

/// No file larger than this is read at all. Reading a case has a limit of its own, far below, which
/// is reported as a finding in the case.
const HUGE_MIB: u64 = 16;

/// Of a folder with more case files than this, only the first, by name, are looked at.
const MOST_BESIDE: usize = 1_000;

/// The cases that a command was given.
pub(crate) struct Cases {
    /// Every text that was read.
    pub(crate) sources: Sources,
    /// The cases, in the order in which they were given.
    pub(crate) all: Vec<OneCase>,
    /// The reports that are held: the cases, and those in the same folders.
    pub(crate) library: Library,
    /// Those of them that only lie in the same folders.
    beside: Vec<Case>,
    /// The files in those folders that could not be read, and why.
    unread: Vec<String>,
    /// The body profiles: those that come with Muster, and those that were given.
    bodies: Bodies,
    /// What is wrong with those that were given.
    in_bodies: Vec<Diagnostic>,
}

/// A case as it was read.
pub(crate) struct OneCase {
    /// The file as it was named.
    pub(crate) name: String,
    /// What it holds, byte for byte.
    pub(crate) bytes: Vec<u8>,
    /// What it says.
    pub(crate) case: Case,
    /// What is wrong with the file itself.
    pub(crate) read: Vec<Diagnostic>,
}

impl OneCase {
    /// The title of the report, or the name of the file.
    pub(crate) fn title(&self) -> &str {
        let title = self.case.header.title.as_ref();
        title.map_or(&self.name, |title| &title.value)
    }
}

impl Cases {
    /// Reads cases from files.
    pub(crate) fn read(files: &[PathBuf], output: &mut Output) -> Result<Self, Failure> {
        let mut sources = Sources::new();
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for path in files {
            let bytes = read_file(path)?;
            if !seen.insert(real_path(path)) {
                let path = path.display();
                output.note(format_args!("{path} is given twice and read once"));
                continue;
            }
            all.push(read_case(&mut sources, path.display().to_string(), bytes));
        }
        let (beside, unread) = read_beside(files, &seen, output);
        let library = Library::of(all.iter().map(|one| &one.case).chain(&beside));
        Ok(Self {
            sources,
            all,
            library,
            beside,
            unread,
            bodies: Bodies::shipped().clone(),
            in_bodies: Vec::new(),
        })
    }

    /// Takes cases from memory, by name; nothing is held beside them.
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = (String, &'t [u8])>) -> Self {
        let mut sources = Sources::new();
        let all: Vec<OneCase> = texts
            .into_iter()
            .map(|(name, bytes)| read_case(&mut sources, name, bytes.to_vec()))
            .collect();
        let library = Library::of(all.iter().map(|one| &one.case));
        Self {
            sources,
            all,
            library,
            beside: Vec::new(),
            unread: Vec::new(),
            bodies: Bodies::shipped().clone(),
            in_bodies: Vec::new(),
        }
    }

    /// Says which files beside the cases could not be read, if a report is cited that one of them may be.
    pub(crate) fn say_unread(&self, output: &mut Output) {
        let is_held = |paper: &Paper| matches!(self.library.look_up(paper), Held::Yes(_));
        let reports = self.all.iter().flat_map(|one| &one.case.papers);
        let mut cited = reports.filter(|paper| paper.kind == PaperKind::Report);
        if cited.all(is_held) {
            return;
        }
        for unread in &self.unread {
            output.note(unread);
        }
    }

    /// Takes body profiles from files as well. What is wrong with them is found with every case.
    pub(crate) fn with_bodies(mut self, files: &[PathBuf]) -> Result<Self, Failure> {
        for path in files {
            let name = path.display().to_string();
            let (profile, found) = read_body(&mut self.sources, &name, &read_file(path)?);
            self.in_bodies.extend(found);
            if let Some(profile) = profile {
                self.bodies = self.bodies.with(profile);
            }
        }
        Ok(self)
    }

    /// The body profile of a case.
    pub(crate) fn body(&self, one: &OneCase) -> &BodyProfile {
        self.bodies.of(&one.case)
    }

    /// Resolves, costs and checks one of them.
    pub(crate) fn analyse(&self, one: &OneCase, choices: &Choices) -> Analysis {
        let read = one.read.iter().chain(&self.in_bodies).cloned().collect();
        let (body, library) = (self.body(one), &self.library);
        checks::analyse_for(body, &one.case, read, &self.sources, library, choices)
    }

    /// What is wrong with one of them if its file held these bytes, the others staying as they are.
    pub(crate) fn found_in(&self, one: &OneCase, bytes: &[u8]) -> Found {
        let mut sources = Sources::new();
        let (case, read) = proposal::read(&mut sources, &one.name, bytes);
        let given = self.all.iter().map(|other| match other.name == one.name {
            true => &case,
            false => &other.case,
        });
        let library = Library::of(given.chain(&self.beside));
        let (body, choices) = (self.bodies.of(&case), Choices::default());
        let analysis = checks::analyse_for(body, &case, read, &sources, &library, &choices);
        Found {
            source: case.source,
            sources,
            findings: analysis.findings,
        }
    }
}

fn read_case(sources: &mut Sources, name: String, bytes: Vec<u8>) -> OneCase {
    let (case, read) = proposal::read(sources, &name, &bytes);
    OneCase {
        name,
        bytes,
        case,
        read,
    }
}

/// The file itself, by whatever name it was given.
pub(crate) fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The folder in which a file lies.
fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    read_up_to(path, HUGE_MIB << 20)
}

/// A file of at most so many bytes.
pub(crate) fn read_up_to(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    if path.is_dir() {
        return Err(is_a_folder(path));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    match read {
        Ok(size) if size as u64 > limit => Err(Failure::Huge {
            path: path.to_owned(),
            limit: limit >> 20,
        }),
        Ok(_) => Ok(bytes),
        Err(cause) => {
            let help = match cause.kind() {
                io::ErrorKind::NotFound => what_is_near(path),
                _ => None,
            };
            let path = path.to_owned();
            Err(Failure::Read { path, cause, help })
        }
    }
}

fn is_a_folder(path: &Path) -> Failure {
    let folder = path.to_owned();
    match case_files(path).unwrap_or_default().first() {
        Some(file) => Failure::Folder {
            path: folder,
            help: None,
        }
        .or_else(format!("name the files in it, such as {}", file.display())),
        None => Failure::Folder {
            path: folder,
            help: None,
        },
    }
}

/// The files in the folder that a missing one is likely to be.
fn what_is_near(path: &Path) -> Option<String> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Some(format!("there is no folder {}", folder.display()));
    }
    let name = |path: &Path| Some(path.file_name()?.to_string_lossy().into_owned());
    let there = case_files(&folder).ok()?;
    let names: Vec<String> = there.iter().filter_map(|file| name(file)).collect();
    if names.is_empty() {
        return Some(format!("no file in {} ends in .toml", folder.display()));
    }
    match proposal::nearest(&name(path)?, names.iter().map(String::as_str)) {
        Some(near) => Some(format!(
            "did you mean {}?",
            path.with_file_name(near).display()
        )),
        None => Some(format!(
            "there are: {}",
            names[..names.len().min(5)].join(", ")
        )),
    }
}

/// The files of a folder whose names end in `.toml`, in order.
pub(crate) fn case_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = match folder {
            here if here == Path::new(".") => PathBuf::from(entry?.file_name()),
            _ => entry?.path(),
        };
        if path.extension().is_some_and(|end| end == "toml") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The heads of the reports that lie in the same folders. They are not checked, only looked up.
fn read_beside(
    files: &[PathBuf],
    given: &BTreeSet<PathBuf>,
    output: &mut Output,
) -> (Vec<Case>, Vec<String>) {
    let folders: BTreeSet<PathBuf> = files.iter().map(|file| folder_of(file)).collect();
    let (mut beside, mut unread) = (Vec::new(), Vec::new());
    for folder in folders {
        let found = case_files(&folder).unwrap_or_default();
        if found.len() > MOST_BESIDE {
            let folder = folder.display();
            output.note(format_args!(
                "of the files in {folder}, only the first {MOST_BESIDE} are looked at for reports that are held"
            ));
        }
        for file in found.iter().take(MOST_BESIDE) {
            if given.contains(&real_path(file)) {
                continue;
            }
            match read_head(file) {
                Ok(case) => beside.push(case),
                Err(why) => unread.push(format!(
                    "{} does not count as a report that is held: {why}",
                    file.display()
                )),
            }
        }
    }
    (beside, unread)
}

fn read_head(file: &Path) -> Result<Case, String> {
    let bytes = read_file(file).map_err(|failure| match &failure {
        Failure::Read { cause, .. } => words(cause),
        other => other.to_string(),
    })?;
    let mut sources = Sources::new();
    let (case, found) = proposal::read(&mut sources, "", &bytes);
    // A file that holds no title is no report; only one that cannot be read is worth a word.
    let unreadable = found
        .iter()
        .find(|finding| ["toml-syntax", "not-utf8", "file-too-large"].contains(&finding.code()));
    match (&case.header.title, unreadable) {
        (None, Some(finding)) => Err(finding.message.clone()),
        _ => Ok(case),
    }
}
