//! Writing a file so that a reader finds the old text or the new, and never half of it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::Builder;

/// Puts `bytes` into the file at `path`, all or nothing: they are written to a file
/// beside it, which then takes its name. A symbolic link stays one, a file keeps its
/// permissions. What is no file, such as a pipe or `/dev/stdout`, is written to.
///
/// # Errors
///
/// When the folder is not there or may not be written to, or the disk is full. The
/// file is then as it was.
pub fn atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let known = fs::metadata(&target).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        return fs::write(&target, bytes);
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".factlint-");
    // What a new file gets: what the user's mask leaves, not what a temporary file has.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    if let Some(known) = known {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}
