//! The one door to files, clock, environment and terminal. Everything above is a function of its
//! input; `clippy.toml` keeps the doors elsewhere shut.
#![expect(clippy::disallowed_methods, reason = "this is the room that may")]

use std::fmt;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// The largest text file that is read: far more than a person writes.
pub const LARGEST_TEXT: u64 = 4 << 20;

/// The largest page that is read: reference pages that a program wrote are megabytes long.
pub const LARGEST_PAGE: u64 = 16 << 20;

/// Why the world did not give what was asked.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What was asked for.
    pub path: PathBuf,
    /// What went wrong, for people.
    pub reason: String,
    /// What to do.
    pub help: Option<String>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for Fault {}

impl Fault {
    fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.into(),
            help: None,
        }
    }

    fn io(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "it may not be read or written".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder, and a file is wanted".to_owned(),
            _ => error.to_string(),
        };
        Self::new(path, reason)
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a text file; `-` is standard input. A byte order mark is dropped, UTF-16 with its mark is
/// decoded, since PowerShell's `>` writes it.
///
/// # Errors
/// Where the file can not be read, is larger than [`LARGEST_TEXT`], or is not text.
pub fn read_text(path: &Path) -> Result<String, Fault> {
    read_text_of(path, LARGEST_TEXT)
}

/// Reads a page as [`read_text`] does, of at most [`LARGEST_PAGE`] bytes.
///
/// # Errors
/// Where the file can not be read, is larger, or is not text.
pub fn read_page(path: &Path) -> Result<String, Fault> {
    read_text_of(path, LARGEST_PAGE)
}

fn read_text_of(path: &Path, most: u64) -> Result<String, Fault> {
    let bytes = if path == Path::new("-") {
        read_bounded(io::stdin().lock(), path, most)?
    } else {
        let file = File::open(path).map_err(|error| Fault::io(path, &error))?;
        let metadata = file.metadata().map_err(|error| Fault::io(path, &error))?;
        if metadata.is_dir() {
            return Err(Fault::new(path, "it is a folder, and a file is wanted"));
        }
        if metadata.len() > most {
            return Err(too_large(path, most));
        }
        read_bounded(file, path, most)?
    };
    decode(bytes, path)
}

/// Reads a text as [`read_text`] does, of at most so many bytes.
///
/// # Errors
/// Where the file cannot be read, is larger, or is not text.
pub fn read_lines(path: &Path, most: u64) -> Result<String, Fault> {
    read_text_of(path, most)
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// Where the file can not be read or is larger.
pub fn read_bytes(path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    let file = File::open(path).map_err(|error| Fault::io(path, &error))?;
    read_bounded(file, path, most)
}

fn read_bounded(from: impl Read, path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut bounded = from.take(most + 1);
    bounded
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::io(path, &error))?;
    if bytes.len() as u64 > most {
        return Err(too_large(path, most));
    }
    Ok(bytes)
}

fn too_large(path: &Path, most: u64) -> Fault {
    Fault::new(path, format!("it is larger than {} MiB", most >> 20))
        .help("a definition, catalog, template, change or page is a text that a person writes: is it this file?")
}

fn decode(bytes: Vec<u8>, path: &Path) -> Result<String, Fault> {
    let utf16 = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| read([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| Fault::new(path, "it is not valid UTF-16"))
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            let start = valid
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1);
            let column = String::from_utf8_lossy(&valid[start..]).chars().count() + 1;
            let byte = error.as_bytes()[valid.len()];
            Fault::new(
                path,
                format!("line {line}, column {column}: the byte {byte:#04x} is not UTF-8"),
            )
            .help("save the file as UTF-8")
        }),
    }
}

/// Writes a file whole or not at all: to a temporary file beside it, which is then renamed.
/// Folders that are not there are made. `-` is standard output. A link is followed, and what is no
/// file (`/dev/null`, a pipe) is written to: a rename would put a file in the place of the device.
///
/// # Errors
/// Where the file can not be written; what was there is then still there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    if path == Path::new("-") {
        return print(bytes);
    }
    let fault = |error: &io::Error| Fault::io(path, error);
    let there = fs::metadata(path).ok().map(|there| there.file_type());
    if there.is_some_and(|there| !there.is_file() && !there.is_dir()) {
        let mut device = fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(|error| fault(&error))?;
        return match device.write_all(bytes) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(fault(&error)),
            _ => Ok(()),
        };
    }
    let target = match there {
        Some(_) if path.is_symlink() => path.canonicalize().map_err(|error| fault(&error))?,
        _ => path.to_path_buf(),
    };
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    // Mostly the folder is there: it is made only where the file could not be.
    let mut file = match temporary(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(|error| fault(&error))?;
            temporary(folder)
        }
        made => made,
    }
    .map_err(|error| fault(&error))?;
    file.write_all(bytes).map_err(|error| fault(&error))?;
    file.persist(&target).map_err(|error| {
        if path.is_dir() {
            Fault::new(path, "it is a folder, and a file is to be written")
        } else {
            fault(&error.error)
        }
    })?;
    Ok(())
}

/// A temporary file is for its owner alone; a document is for whoever may read the folder.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".runproof-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(folder)
}

/// Writes to standard output. A reader that has gone away (`| head`) is no fault.
///
/// # Errors
/// Where standard output can not be written.
pub fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Fault::io(Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// Writes to standard error; nobody can be told where that fails.
pub fn complain(bytes: &[u8]) {
    let _ = io::stderr().lock().write_all(bytes);
}

/// The files below a folder with their paths relative to it, `/` between the parts, sorted.
/// Links to folders are not followed, and names that are not Unicode or begin with `.` are passed
/// over. A folder that is not there has none.
pub fn files_below(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    collect(folder, "", 0, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, prefix: &str, depth: u8, found: &mut Vec<(String, PathBuf)>) {
    const DEEPEST: u8 = 8;
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        let relative = format!("{prefix}{name}");
        if kind.is_dir() && depth < DEEPEST {
            collect(&entry.path(), &format!("{relative}/"), depth + 1, found);
        } else if entry.path().is_file() {
            found.push((relative, entry.path()));
        }
    }
}

/// A capture that was opened: captures may be larger than memory, so they are read as they come.
pub enum Opened {
    /// A file.
    File(File),
    /// What can be read only once: standard input, or a pipe with a name.
    Once(Box<dyn Read + Send>),
}

/// Opens a capture; `-` is standard input.
///
/// # Errors
/// Where it is not there, is a folder, or may not be read.
pub fn open_capture(path: &Path) -> Result<Opened, Fault> {
    if path == Path::new("-") {
        return Ok(Opened::Once(Box::new(io::stdin())));
    }
    let file = File::open(path).map_err(|error| Fault::io(path, &error))?;
    let metadata = file.metadata().map_err(|error| Fault::io(path, &error))?;
    if metadata.is_dir() {
        return Err(Fault::new(path, "it is a folder, and a file is wanted"));
    }
    Ok(if metadata.is_file() {
        Opened::File(file)
    } else {
        Opened::Once(Box::new(file))
    })
}

/// How many bytes a file has; 0 where that cannot be told.
pub fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// The files that a path on the command line stands for: itself, or all files in that folder and
/// below, sorted. Hidden files are passed over and links to folders are not followed, so no loop
/// of links can hold the walk. Nothing else is passed over silently, since a file that is not
/// read is evidence that is not seen.
///
/// # Errors
/// Where the path is not there, or a folder can not be listed or lies too deep.
pub fn captures_at(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if path == Path::new("-") {
        return Ok(vec![path.to_owned()]);
    }
    let metadata = fs::metadata(path).map_err(|error| Fault::io(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    walk(path, 0, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, depth: u8, found: &mut Vec<PathBuf>) -> Result<(), Fault> {
    const DEEPEST: u8 = 32;
    if depth > DEEPEST {
        return Err(
            Fault::new(folder, format!("it lies more than {DEEPEST} folders deep"))
                .help("give the folder itself"),
        );
    }
    for entry in fs::read_dir(folder).map_err(|error| Fault::io(folder, &error))? {
        let entry = entry.map_err(|error| Fault::io(folder, &error))?;
        let path = entry.path();
        let kind = entry
            .file_type()
            .map_err(|error| Fault::io(&path, &error))?;
        // Shells hide their histories: `.bash_history`.
        let name = entry.file_name();
        let is_history = !kind.is_dir() && name.to_string_lossy().ends_with("history");
        if name.as_encoded_bytes().starts_with(b".") && !is_history {
            continue;
        }
        if kind.is_dir() {
            walk(&path, depth + 1, found)?;
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

/// The pages below a folder, sorted, and what could not be listed. All cores look at once.
///
/// A page is a file with one of the endings. Hidden names are passed over, and so are folders that
/// hold other people's files (`node_modules`) or say themselves that they can be thrown away
/// (`CACHEDIR.TAG`). Links to folders are not followed, so no loop of links can hold the walk.
pub fn pages_below(folder: &Path, endings: &[&str]) -> (Vec<PathBuf>, Vec<Fault>) {
    let (mut pages, mut faults) = pages_in(folder, 0, endings);
    pages.sort();
    faults.sort_by(|a, b| a.path.cmp(&b.path));
    (pages, faults)
}

fn pages_in(folder: &Path, depth: u8, endings: &[&str]) -> (Vec<PathBuf>, Vec<Fault>) {
    const DEEPEST: u8 = 64;
    let (mut pages, mut faults, mut folders) = (Vec::new(), Vec::new(), Vec::new());
    if depth > DEEPEST {
        let fault = Fault::new(folder, format!("it lies more than {DEEPEST} folders deep"));
        return (pages, vec![fault.help("give the folder itself")]);
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return (pages, vec![Fault::io(folder, &error)]),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                faults.push(Fault::io(folder, &error));
                continue;
            }
        };
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") || name == "node_modules" {
            continue;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !path.join("CACHEDIR.TAG").is_file() {
                folders.push(path);
            }
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        let is_page = ending.is_some_and(|e| endings.iter().any(|o| o.eq_ignore_ascii_case(e)));
        if is_page && path.is_file() {
            pages.push(path);
        }
    }
    let below: Vec<_> = folders
        .par_iter()
        .map(|folder| pages_in(folder, depth + 1, endings))
        .collect();
    for (more, more_faults) in below {
        pages.extend(more);
        faults.extend(more_faults);
    }
    (pages, faults)
}

/// Makes a folder with all of its files, or nothing: the files are written into a folder beside it,
/// which is then renamed. A folder that is there and empty is filled; one that holds something is
/// left alone.
///
/// # Errors
/// Where the folder holds something, or cannot be made; then nothing of it is there.
pub fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<(), Fault> {
    let fault = |error: &io::Error| Fault::io(folder, error);
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    is_free(folder)?;
    fs::create_dir_all(parent).map_err(|error| fault(&error))?;
    let made = tempfile::Builder::new()
        .prefix(".runproof-")
        .tempdir_in(parent)
        .map_err(|error| fault(&error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // A temporary folder is for its owner alone; a project is not.
        let open = fs::Permissions::from_mode(0o755);
        fs::set_permissions(made.path(), open).map_err(|error| fault(&error))?;
    }
    for (name, text) in files {
        write_whole(&made.path().join(name), text.as_bytes())?;
    }
    // An empty folder gives way; one that was filled meanwhile does not.
    if folder.is_dir() {
        fs::remove_dir(folder).map_err(|error| fault(&error))?;
    }
    fs::rename(made.path(), folder).map_err(|error| fault(&error))?;
    // What was renamed is not to be cleaned up.
    let _ = made.keep();
    Ok(())
}

/// Whether a folder may be made or filled: nothing is there, or it is an empty folder.
///
/// # Errors
/// Why not.
pub fn is_free(folder: &Path) -> Result<(), Fault> {
    let Ok(there) = fs::metadata(folder) else {
        return Ok(());
    };
    if !there.is_dir() {
        return Err(Fault::new(
            folder,
            "it is a file, and a folder is to be made",
        ));
    }
    let mut entries = fs::read_dir(folder).map_err(|error| Fault::io(folder, &error))?;
    match entries.next() {
        None => Ok(()),
        Some(_) => Err(Fault::new(folder, "it is not empty")
            .help("give a folder that is not there yet: what somebody wrote is not written over")),
    }
}

/// Whether a folder is there and can be listed.
///
/// # Errors
/// Why not.
pub fn look_into(folder: &Path) -> Result<(), Fault> {
    match fs::read_dir(folder) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Fault::new(folder, "it is a file, and a folder is wanted"))
        }
        Err(error) => Err(Fault::io(folder, &error)),
    }
}

/// Whether there is a folder of that name.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is a file of that name.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// A variable of the environment; `None` where it is not set or empty.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether standard output is a terminal.
pub fn output_is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether standard error is a terminal.
pub fn errors_are_on_terminal() -> bool {
    io::stderr().is_terminal()
}

/// How many columns the terminal has.
pub fn terminal_width() -> Option<u16> {
    if let Some(columns) = variable("COLUMNS").and_then(|columns| columns.parse().ok()) {
        return Some(columns);
    }
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Today by the computer's clock, `2026-11-21`, in UTC.
pub fn today() -> jiff::civil::Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_text_is_named_with_its_place() {
        let fault = decode(b"a: 1\nb: \xe9\n".to_vec(), Path::new("x")).expect_err("not UTF-8");
        assert_eq!(
            fault.to_string(),
            "x: line 2, column 4: the byte 0xe9 is not UTF-8"
        );
        let utf16 = decode(vec![0xff, 0xfe, b'a', 0, 0xe9, 0], Path::new("x"));
        assert_eq!(utf16.expect("UTF-16"), "aé");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_stays_a_device_and_a_link_a_link() {
        use std::os::unix::net::UnixListener;

        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink("file", &link).expect("a link");
        write_whole(&link, b"new").expect("written");
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).expect("read"), b"new");

        // What can not be written to is left where it is; root could have renamed over it.
        let socket = folder.path().join("socket");
        let _listening = UnixListener::bind(&socket).expect("a socket");
        write_whole(&socket, b"new").expect_err("a socket is not written to");
        assert!(!fs::metadata(&socket).expect("still there").is_file());
        write_whole(Path::new("/dev/null"), b"new").expect("written");
        assert!(!fs::metadata("/dev/null").expect("still there").is_file());
    }

    #[test]
    fn a_folder_of_captures_is_walked_sorted_and_without_loops() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for name in ["b.txt", "20260314/z.txt", "20260314/a.txt", ".hidden"] {
            write_whole(&root.join(name), b"x").expect("written");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("loop")).expect("a link");
        let found = captures_at(root).expect("walked");
        let names: Vec<String> = found
            .iter()
            .map(|path| {
                path.strip_prefix(root)
                    .expect("below")
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(names, ["20260314/a.txt", "20260314/z.txt", "b.txt"]);
        assert!(captures_at(&root.join("nothing")).is_err());
        assert!(open_capture(root).is_err());
    }

    #[test]
    fn pages_are_found_sorted_without_loops_and_without_the_files_of_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for name in [
            "b.md",
            "a/z.MD",
            "a/a.md",
            "a/a.txt",
            ".hidden/x.md",
            "node_modules/x/readme.md",
            "cache/CACHEDIR.TAG",
            "cache/x.md",
        ] {
            write_whole(&root.join(name), b"x").expect("written");
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(root, root.join("a/loop")).expect("a link");
        let (pages, faults) = pages_below(root, &["md"]);
        let names: Vec<_> = pages
            .iter()
            .map(|page| page.strip_prefix(root).expect("below").to_path_buf())
            .collect();
        assert_eq!(names, ["a/a.md", "a/z.MD", "b.md"].map(PathBuf::from));
        assert!(faults.is_empty());
        assert_eq!(pages_below(&root.join("none"), &["md"]).1.len(), 1);
    }

    #[test]
    fn a_folder_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("a/out");
        let files = [("x/y.ftl".to_owned(), "a = b\n".to_owned())];
        write_folder(&out, &files).expect("made");
        assert_eq!(
            fs::read_to_string(out.join("x/y.ftl")).expect("read"),
            "a = b\n"
        );
        // What is there is not written over, and nothing is left beside it.
        let fault = write_folder(&out, &files).expect_err("not empty");
        assert_eq!(fault.reason, "it is not empty");
        let impossible = [
            ("a".to_owned(), String::new()),
            ("a/b".to_owned(), String::new()),
        ];
        assert!(write_folder(&folder.path().join("other"), &impossible).is_err());
        let left: Vec<_> = fs::read_dir(folder.path()).expect("listed").collect();
        assert_eq!(left.len(), 1);
        // An empty folder is filled.
        fs::create_dir(folder.path().join("empty")).expect("made");
        write_folder(&folder.path().join("empty"), &files).expect("filled");
    }

    #[test]
    fn a_file_is_written_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/c.md");
        write_whole(&path, b"one").expect("written");
        write_whole(&path, b"two").expect("written again");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert!(write_whole(folder.path(), b"x").is_err());
        assert_eq!(files_below(folder.path()).len(), 1);
    }
}
