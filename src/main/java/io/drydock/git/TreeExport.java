package io.drydock.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;

/**
 * Writes the tree of a commit to a folder as a checkout would, without a work tree or an index.
 *
 * <p>Line endings follow the attributes of the tree. Everything is created anew and nothing is written through a link,
 * so a crafted tree cannot reach out of the folder. Permissions are 755 and 644 whatever the umask, times those of the
 * commit, so that two exports are equal.
 */
final class TreeExport {

    private static final String FOLDER_OR_PROGRAM = "rwxr-xr-x";
    private static final String FILE = "rw-r--r--";

    private final Path target;
    private final FileTime time;
    private final List<String> missing = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();

    private TreeExport(Path target, FileTime time) {
        this.target = target;
        this.time = time;
    }

    /** Exports a commit to a folder that is empty or does not exist yet. */
    static ExportedTree export(Repository repository, String sha, Path target) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
            TreeExport export = new TreeExport(target, FileTime.from(commit.getCommitTime(), TimeUnit.SECONDS));
            Files.createDirectories(target);
            export.folders.add(target);
            export.write(repository, commit, "");
            export.setFolderTimes();
            return new ExportedTree(target, export.missing);
        }
    }

    private void write(Repository repository, RevCommit commit, String prefix) throws IOException {
        Submodules submodules = Submodules.of(repository, commit.getTree());
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
            walk.addTree(commit.getTree());
            while (walk.next()) {
                SystemReader.getInstance().checkPath(walk.getNameString());
                writeEntry(walk, submodules, prefix);
            }
        }
    }

    private void writeEntry(TreeWalk walk, Submodules submodules, String prefix) throws IOException {
        Path path = target.resolve(prefix + walk.getPathString());
        FileMode mode = walk.getFileMode(0);
        if (mode == FileMode.TREE) {
            createFolder(path);
            walk.enterSubtree();
        } else if (mode == FileMode.GITLINK) {
            createFolder(path);
            writeSubmodule(walk.getPathString(), walk.getObjectId(0), submodules, prefix);
        } else if (mode == FileMode.SYMLINK) {
            writeLink(path, walk.getObjectReader().open(walk.getObjectId(0)).getBytes());
        } else {
            writeFile(path, walk, mode == FileMode.EXECUTABLE_FILE);
        }
    }

    private void createFolder(Path path) throws IOException {
        Files.createDirectory(path);
        setPermissions(path, FOLDER_OR_PROGRAM);
        folders.add(path);
    }

    private void writeSubmodule(String path, ObjectId id, Submodules submodules, String prefix) throws IOException {
        Optional<Repository> found = submodules.find(path, id);
        if (found.isEmpty()) {
            missing.add(prefix + path);
            return;
        }
        try (Repository submodule = found.get();
                RevWalk walk = new RevWalk(submodule)) {
            write(submodule, walk.parseCommit(id), prefix + path + "/");
        }
    }

    private void writeLink(Path path, byte[] destination) throws IOException {
        Files.createSymbolicLink(path, Path.of(new String(destination, StandardCharsets.UTF_8)));
        setTime(path);
    }

    private void writeFile(Path path, TreeWalk walk, boolean executable) throws IOException {
        ObjectLoader content = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
        EolStreamType lineEndings = walk.getEolStreamType(TreeWalk.OperationType.CHECKOUT_OP);
        try (OutputStream file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = EolStreamTypeUtil.wrapOutputStream(file, lineEndings)) {
            content.copyTo(out);
        }
        setPermissions(path, executable ? FOLDER_OR_PROGRAM : FILE);
        setTime(path);
    }

    private static void setPermissions(Path path, String permissions) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    /** Folders come last, innermost first: writing into one changes its time. */
    private void setFolderTimes() throws IOException {
        for (int i = folders.size() - 1; i >= 0; i--) {
            setTime(folders.get(i));
        }
    }

    private void setTime(Path path) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }
}
