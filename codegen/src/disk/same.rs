//! Whether the output folder is as its list says: every file is opened, read and hashed, and nothing is written.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::list::{LIST, hash_of, is_hash_of};
use super::lock::{self, Kind};
use super::output::concerns;
use super::place;
use super::write::Writing;

/// So many things at a time are worth a thread.
const WORTH_A_THREAD: usize = 200;

/// Whether the list has this hash, and every file that it names for these environments is as it was written.
/// Whatever stands in the way of an answer is a no: the whole run tells it.
pub fn is_as_listed(folder: &Path, list: &str, environments: &[String]) -> bool {
    if !folder.is_dir() || Writing::is_left(folder) {
        return false;
    }
    // Nobody writes until the answer is there.
    let Ok(_lock) = lock::lock(folder, Kind::Read) else { return false };
    let Ok(text) = fs::read_to_string(folder.join(LIST)) else { return false };
    if hash_of(text.as_bytes()) != list {
        return false;
    }
    let listed: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once("  ")).collect();
    // The list is sorted, so the files of a folder stand together.
    let folders: Vec<&[(&str, &str)]> =
        listed.chunk_by(|(_, one), (_, other)| place::above(one) == place::above(other)).collect();
    let firsts: Vec<String> = folders.iter().map(|files| files[0].1.to_owned()).collect();
    place::check_folders(folder, firsts.iter()).is_ok()
        && folders.iter().filter(|files| concerns(files[0].1, environments)).all(|files| {
            let Ok(within) = Folder::open(&folder.join(place::above(files[0].1))) else { return false };
            all(files, |(hash, path)| within.holds(path, hash))
        })
}

/// Whether something holds for all, asked on several threads where there are many. The threads of the compiler are
/// not used: starting and resting them would take longer than everything else here.
pub fn all<T: Sync>(items: &[T], holds: impl Fn(&T) -> bool + Sync) -> bool {
    const AT_ONCE: usize = 32;
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len() / WORTH_A_THREAD + 1);
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        while !is_over.load(Ordering::Relaxed) {
            let start = next.fetch_add(AT_ONCE, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { return };
            if !rest.iter().take(AT_ONCE).all(&holds) {
                is_over.store(true, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    !is_over.into_inner()
}

/// A folder whose files are opened from it, so that the system need not find it again for each.
struct Folder {
    #[cfg(unix)]
    opened: File,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl Folder {
    /// Whether a file of this folder, which is named from the output folder, has a hash.
    fn holds(&self, path: &str, hash: &str) -> bool {
        thread_local! {
            static BYTES: RefCell<Vec<u8>> = RefCell::new(vec![0; 64 * 1024]);
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        BYTES.with_borrow_mut(|bytes| match self.file(name).and_then(|file| read(file, bytes)) {
            Ok(end) => is_hash_of(hash, &bytes[..end]),
            Err(_) => false,
        })
    }
}

/// Reads a file to its end without asking for its size first, and says how long it is.
fn read(mut file: File, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let mut end = 0;
    loop {
        match file.read(&mut bytes[end..]) {
            Ok(0) => return Ok(end),
            Ok(more) => end += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if end == bytes.len() {
            bytes.resize(2 * end, 0);
        }
    }
}

#[cfg(unix)]
impl Folder {
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { opened: File::open(path)? })
    }

    /// A file, and no link to one.
    fn file(&self, name: &str) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        Ok(openat(&self.opened, name, flags, Mode::empty())?.into())
    }
}

#[cfg(not(unix))]
impl Folder {
    #[allow(clippy::unnecessary_wraps)] // As elsewhere.
    fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { path: path.to_owned() })
    }

    fn file(&self, name: &str) -> io::Result<File> {
        let path = self.path.join(name);
        if path.is_symlink() {
            return Err(io::Error::other("a link"));
        }
        File::open(path)
    }
}
