//! Generated files on a real disk: what is ours, what is a person's, and what is left when a run is stopped anywhere.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use watershed_codegen::compile::FileSet;
use watershed_codegen::disk::{Changes, Output, Real, Touch};

/// A disk that stops after some changes, in the middle of a file where it is one.
struct StopsAfter(AtomicUsize);

impl StopsAfter {
    fn new(changes: usize) -> Self {
        Self(AtomicUsize::new(changes))
    }

    fn count(&self) -> io::Result<()> {
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.map(drop).map_err(|_| io::Error::other("stopped"))
    }
}

impl Touch for StopsAfter {
    fn make(&self, folder: &Path) -> io::Result<()> {
        self.count()?;
        Real.make(folder)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        match self.count() {
            Ok(()) => Real.write(path, bytes),
            Err(stopped) => {
                Real.write(path, &bytes[..bytes.len() / 2])?;
                Err(stopped)
            }
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.count()?;
        Real.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.count()?;
        Real.remove(path)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.count()?;
        Real.remove_folder(folder)
    }
}

fn files(list: &[(&str, &str)]) -> FileSet {
    list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn old() -> FileSet {
    files(&[
        ("dev/a.tf", "a"),
        ("dev/b.tf", "b"),
        ("dev/deep/er/c.tf", "c"),
        ("prod/a.tf", "a"),
        ("Dockerfile", "FROM"),
    ])
}

fn new() -> FileSet {
    files(&[("dev/a.tf", "A"), ("dev/b.tf", "b"), ("dev/new/d.tf", "d"), ("prod/a.tf", "A"), ("Dockerfile", "FROM")])
}

fn put(folder: &Path, files: &FileSet, touch: &dyn Touch) -> anyhow::Result<Changes> {
    let mut output = Output::open_by(folder, touch)?;
    let changes = output.compare(files, &[])?;
    output.write(files, &changes, &[])?;
    Ok(changes)
}

fn compare(folder: &Path, files: &FileSet) -> anyhow::Result<Changes> {
    Output::read(folder)?.compare(files, &[])
}

/// Every path below a folder, with the text of files.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                found.insert(name, "folder".to_owned());
                waiting.push(path);
            } else {
                found.insert(name, fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// A folder with the old files and a person's own beside them.
fn start() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), &old(), &Real).unwrap();
    fs::write(folder.path().join("dev/mine.tf"), "mine").unwrap();
    folder
}

#[test]
fn a_run_that_stops_anywhere_leaves_the_old_files_or_the_new_ones() {
    let (before, after) = (tree(start().path()), {
        let folder = start();
        put(folder.path(), &new(), &Real).unwrap();
        tree(folder.path())
    });
    assert!(before != after && before["dev/mine.tf"] == "mine" && !after.contains_key("dev/deep"));
    let (mut kept, mut written) = (0, 0);
    for stop in 0.. {
        let folder = start();
        if put(folder.path(), &new(), &StopsAfter::new(stop)).is_ok() {
            assert!(stop > 10, "only {stop} changes were made");
            break;
        }
        // The runs that clean up are stopped too, one change later each time.
        for again in 0.. {
            match Output::open_by(folder.path(), &StopsAfter::new(again)) {
                Ok(_) => break,
                Err(_) => assert!(again < 30, "recovery does not end"),
            }
        }
        let left = tree(folder.path());
        assert!(left == before || left == after, "stopped after {stop}: {left:#?}");
        *(if left == before { &mut kept } else { &mut written }) += 1;
        let whole = if left == before { old() } else { new() };
        assert!(compare(folder.path(), &whole).unwrap().is_empty());
    }
    assert!(kept > 3 && written > 3, "{kept} {written}");
}

#[test]
fn a_first_run_that_stops_anywhere_leaves_nothing_or_everything() {
    let start = || {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("dev")).unwrap();
        fs::write(folder.path().join("dev/mine.tf"), "mine").unwrap();
        folder
    };
    let before = tree(start().path());
    let after = {
        let folder = start();
        put(folder.path(), &old(), &Real).unwrap();
        tree(folder.path())
    };
    assert!(after.contains_key("prod/a.tf") && after["dev/mine.tf"] == "mine" && !after.contains_key(".watershed.new"));
    let (mut kept, mut written) = (0, 0);
    for stop in 0.. {
        let folder = start();
        if put(folder.path(), &old(), &StopsAfter::new(stop)).is_ok() {
            break;
        }
        for again in 0.. {
            match Output::open_by(folder.path(), &StopsAfter::new(again)) {
                Ok(_) => break,
                Err(_) => assert!(again < 40, "recovery does not end"),
            }
        }
        let left = tree(folder.path());
        assert!(left == before || left == after, "stopped after {stop}: {left:#?}");
        *(if left == before { &mut kept } else { &mut written }) += 1;
    }
    assert!(kept > 3 && written > 3, "{kept} {written}");
}

#[test]
fn what_a_person_did_to_folders_before_the_next_run_stays() {
    // How often the disk is touched until the journal counts, and nothing is moved.
    let stop = |start: &dyn Fn() -> tempfile::TempDir, files: &FileSet| {
        (0..100).find(|stop| {
            let folder = start();
            let _ = put(folder.path(), files, &StopsAfter::new(*stop));
            folder.path().join(".watershed.new/journal").exists()
        })
    };
    // A folder that a person made meanwhile is filled and not replaced.
    let empty = || tempfile::tempdir().unwrap();
    let folder = empty();
    put(folder.path(), &old(), &StopsAfter::new(stop(&empty, &old()).unwrap())).unwrap_err();
    assert!(!folder.path().join("prod").exists());
    fs::create_dir(folder.path().join("prod")).unwrap();
    fs::write(folder.path().join("prod/mine.tf"), "mine").unwrap();
    drop(Output::read(folder.path()).unwrap());
    let left = tree(folder.path());
    assert_eq!((left["prod/mine.tf"].as_str(), left["prod/a.tf"].as_str()), ("mine", "a"));
    assert!(compare(folder.path(), &old()).unwrap().is_empty() && !left.contains_key(".watershed.new"));
    // A folder that a person removed meanwhile does not come back.
    let folder = start();
    put(folder.path(), &new(), &StopsAfter::new(stop(&start, &new()).unwrap())).unwrap_err();
    fs::remove_dir_all(folder.path().join("prod")).unwrap();
    drop(Output::read(folder.path()).unwrap());
    assert!(!folder.path().join("prod").exists());
    assert_eq!(compare(folder.path(), &new()).unwrap().missing, ["prod/a.tf"]);
}

#[test]
fn a_person_who_edits_before_the_next_run_loses_nothing() {
    let mut found_in_between = false;
    for stop in 0.. {
        let folder = start();
        if put(folder.path(), &new(), &StopsAfter::new(stop)).is_ok() {
            break;
        }
        let path = folder.path().join("prod/a.tf");
        let was = fs::read_to_string(&path).unwrap();
        fs::write(&path, "edited").unwrap();
        drop(Output::read(folder.path()).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "edited", "stopped after {stop}");
        assert!(!folder.path().join(".watershed.new").exists());
        found_in_between |= was == "A";
    }
    assert!(found_in_between);
}

#[test]
fn staged_files_that_were_lost_are_not_moved() {
    let folder = start();
    let stop = (0..100).find(|stop| {
        let folder = start();
        let _ = put(folder.path(), &new(), &StopsAfter::new(*stop));
        folder.path().join(".watershed.new/journal").exists()
    });
    put(folder.path(), &new(), &StopsAfter::new(stop.unwrap())).unwrap_err();
    let before = tree(start().path());
    fs::write(folder.path().join(".watershed.new/tree/dev/a.tf"), "").unwrap();
    drop(Output::read(folder.path()).unwrap());
    assert_eq!(tree(folder.path()), before);
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_written() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = start();
    let file = |path: &str| fs::metadata(folder.path().join(path)).unwrap().ino();
    let (same, other) = (file("dev/b.tf"), file("dev/a.tf"));
    assert!(compare(folder.path(), &old()).unwrap().is_empty());
    let changes = put(folder.path(), &new(), &Real).unwrap();
    assert_eq!(
        (changes.missing, changes.unwanted),
        (vec!["dev/new/d.tf".to_owned()], vec!["dev/deep/er/c.tf".to_owned()])
    );
    assert_eq!(changes.stale, ["dev/a.tf", "prod/a.tf"]);
    assert!(file("dev/b.tf") == same && file("dev/a.tf") != other);
}

#[test]
fn owned_edited_foreign_and_removed_files_are_told_apart() {
    let folder = start();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("dev/a.tf"), "edited").unwrap();
    fs::write(path("dev/deep/er/c.tf"), "edited").unwrap();
    fs::create_dir(path("dev/new")).unwrap();
    fs::write(path("dev/new/d.tf"), "mine").unwrap();
    fs::remove_file(path("prod/a.tf")).unwrap();
    fs::remove_file(path("dev/b.tf")).unwrap();
    let changes = compare(folder.path(), &new()).unwrap();
    assert_eq!(changes.edited, ["dev/a.tf", "dev/deep/er/c.tf"]);
    assert_eq!(changes.foreign, ["dev/new/d.tf"]);
    assert_eq!(changes.missing, ["dev/b.tf", "prod/a.tf"]);
    assert!(changes.stale.is_empty() && changes.unwanted.is_empty());
    // A file that is right already is taken over, and one that a person removed is forgotten.
    fs::remove_file(path(".watershed")).unwrap();
    for (name, text) in old() {
        fs::create_dir_all(path(&name).parent().unwrap()).unwrap();
        fs::write(path(&name), text).unwrap();
    }
    assert_eq!(compare(folder.path(), &old()).unwrap().missing, [".watershed"]);
    put(folder.path(), &old(), &Real).unwrap();
    fs::remove_file(path("dev/b.tf")).unwrap();
    let mut fewer = old();
    fewer.remove("dev/b.tf");
    assert_eq!(compare(folder.path(), &fewer).unwrap().stale, [".watershed"]);
    put(folder.path(), &fewer, &Real).unwrap();
    assert!(!fs::read_to_string(path(".watershed")).unwrap().contains("dev/b.tf"));
}

#[test]
fn other_environments_are_left_alone() {
    let folder = start();
    let dev = files(&[("dev/a.tf", "A"), ("Dockerfile", "FROM")]);
    let mut output = Output::open(folder.path()).unwrap();
    let only = ["dev".to_owned()];
    let changes = output.compare(&dev, &only).unwrap();
    assert_eq!(changes.unwanted, ["dev/b.tf", "dev/deep/er/c.tf"]);
    output.write(&dev, &changes, &only).unwrap();
    drop(output);
    let left = tree(folder.path());
    assert_eq!((left["prod/a.tf"].as_str(), left.get("dev/b.tf")), ("a", None));
    assert!(left[".watershed"].contains("  prod/a.tf\n") && !left[".watershed"].contains("dev/b.tf"));
}

#[test]
fn line_ends_of_a_checkout_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(&[("dev/a.tf", "one\ntwo\n")]);
    put(folder.path(), &files, &Real).unwrap();
    for name in ["dev/a.tf", ".watershed"] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name), text.replace('\n', "\r\n")).unwrap();
    }
    assert!(compare(folder.path(), &files).unwrap().is_empty());
    let other = self::files(&[("dev/a.tf", "three\n")]);
    assert_eq!(compare(folder.path(), &other).unwrap().stale, ["dev/a.tf"]);
}

#[test]
fn a_merge_is_sorted_out_or_told_how_to() {
    let folder = start();
    let path = folder.path().join(".watershed");
    let text = fs::read_to_string(&path).unwrap();
    let ours = text.lines().find(|line| line.ends_with("  dev/a.tf")).unwrap();
    let theirs = "0123456789abcdef0123456789abcdef  dev/a.tf";
    let conflict = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> theirs");
    fs::write(&path, text.replace(ours, &conflict)).unwrap();
    let error = format!("{:#}", compare(folder.path(), &old()).unwrap_err());
    assert!(error.contains("merge conflict in line") && error.contains("keep all others"), "{error}");
    fs::write(&path, text.replace(ours, &format!("{theirs}\n{ours}"))).unwrap();
    assert_eq!(compare(folder.path(), &new()).unwrap().edited, Vec::<String>::new());
    put(folder.path(), &old(), &Real).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    for (line, part) in [("nonsense", "is not `hash  path`"), ("0  ../x", "outside"), ("0  /x", "outside")] {
        fs::write(&path, line).unwrap();
        let error = format!("{:#}", compare(folder.path(), &old()).unwrap_err());
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_list_that_says_something_else_of_a_file_that_is_right_is_mended() {
    let folder = start();
    let path = folder.path().join(".watershed");
    let text = fs::read_to_string(&path).unwrap();
    let ours = text.lines().find(|line| line.ends_with("  dev/a.tf")).unwrap();
    // A merge may take the file of one branch and the line of another.
    fs::write(&path, text.replace(ours, "0123456789abcdef0123456789abcdef  dev/a.tf")).unwrap();
    let changes = compare(folder.path(), &old()).unwrap();
    assert_eq!((changes.stale, changes.edited), (vec![".watershed".to_owned()], Vec::new()));
    put(folder.path(), &old(), &Real).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(compare(folder.path(), &new()).unwrap().edited, Vec::<String>::new());
}

#[test]
fn two_runs_do_not_mix() {
    let folder = start();
    let first = Output::open(folder.path()).unwrap();
    for second in [Output::open(folder.path()), Output::read(folder.path())] {
        let error = second.err().unwrap().to_string();
        assert!(error.contains("another run of `watershed`"), "{error}");
    }
    drop(first);
    let readers = [Output::read(folder.path()), Output::read(folder.path())];
    assert!(readers.iter().all(Result::is_ok) && Output::open(folder.path()).is_err());
}

#[cfg(unix)]
#[test]
fn links_and_folders_in_the_way_are_told_and_kept() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().unwrap();
    let outside = elsewhere.path().join("outside.tf");
    fs::write(&outside, "outside").unwrap();
    // A linked output folder is a person's choice.
    let linked = elsewhere.path().join("infra");
    let folder = start();
    symlink(folder.path(), &linked).unwrap();
    put(&linked, &new(), &Real).unwrap();
    assert!(linked.is_symlink() && compare(folder.path(), &new()).unwrap().is_empty());
    // A linked file is not ours, and what it leads to is never written.
    let path = folder.path().join("dev/a.tf");
    fs::remove_file(&path).unwrap();
    symlink(&outside, &path).unwrap();
    assert_eq!(compare(folder.path(), &new()).unwrap().edited, ["dev/a.tf"]);
    put(folder.path(), &new(), &Real).unwrap();
    assert!(!path.is_symlink() && fs::read_to_string(&outside).unwrap() == "outside");
    // A linked folder would take files elsewhere; a folder or a file of a person is never removed.
    fs::remove_dir_all(folder.path().join("dev/new")).unwrap();
    symlink(elsewhere.path(), folder.path().join("dev/new")).unwrap();
    let refused = |part: &str| {
        let error = format!("{:#}", put(folder.path(), &new(), &Real).unwrap_err());
        assert!(error.contains(part), "{error}");
    };
    refused("is a symbolic link where a folder");
    fs::remove_file(folder.path().join("dev/new")).unwrap();
    fs::write(folder.path().join("dev/new"), "mine").unwrap();
    refused("is a file where a folder should be");
    fs::remove_file(folder.path().join("dev/new")).unwrap();
    fs::create_dir_all(folder.path().join("dev/new/d.tf")).unwrap();
    refused("is a folder where a file should be");
    let file = elsewhere.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(Output::open(&file).is_err() && Output::read(&file).is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let nowhere = elsewhere.path().join("nowhere");
    symlink(elsewhere.path().join("missing"), &nowhere).unwrap();
    for output in [Output::open(&nowhere), Output::read(&nowhere)] {
        assert!(output.err().unwrap().to_string().contains("leads nowhere"));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_before_anything_is() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = start();
    let prod = folder.path().join("prod");
    let before = tree(folder.path());
    fs::set_permissions(&prod, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may write everywhere cannot see this.
    let everywhere = fs::write(prod.join("probe"), "").is_ok();
    let written = put(folder.path(), &new(), &Real);
    fs::set_permissions(&prod, fs::Permissions::from_mode(0o755)).unwrap();
    if everywhere {
        return;
    }
    let error = format!("{:#}", written.unwrap_err());
    assert!(error.contains("nothing can be written in") && error.contains("prod"), "{error}");
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_folder_has_the_files_of_one_application() {
    let folder = tempfile::tempdir().unwrap();
    let write = |application: &str, files: &FileSet| {
        let mut output = Output::open(folder.path()).unwrap().of(application);
        let changes = output.compare(files, &[]).unwrap();
        output.write(files, &changes, &[]).unwrap();
    };
    assert_eq!(Output::read(folder.path()).unwrap().of("shop").other(), None, "nobody's yet");
    put(folder.path(), &old(), &Real).unwrap();
    let unsigned = Output::read(folder.path()).unwrap().of("shop");
    assert_eq!(unsigned.other(), None, "a list that does not say whose it is");
    assert_eq!(unsigned.compare(&old(), &[]).unwrap().stale, [".watershed"]);
    drop(unsigned);
    write("shop", &old());
    let list = fs::read_to_string(folder.path().join(".watershed")).unwrap();
    assert!(list.starts_with("# application: shop\n"), "{list}");
    let shop = Output::read(folder.path()).unwrap().of("shop");
    assert!(shop.other().is_none() && shop.compare(&old(), &[]).unwrap().is_empty());
    drop(shop);
    assert_eq!(Output::read(folder.path()).unwrap().of("orders").other(), Some("shop"));
    write("orders", &new());
    assert_eq!(Output::read(folder.path()).unwrap().of("shop").other(), Some("orders"));
}
