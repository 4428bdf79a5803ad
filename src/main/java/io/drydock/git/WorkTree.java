package io.drydock.git;

import io.drydock.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.submodule.SubmoduleWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.NameConflictTreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;

/**
 * Compares the files of a work tree with the commit at HEAD.
 *
 * <p>Files decide, not the index: what is staged is in the files, and an unstaged change would be built as well. The
 * index only spares reading files that it knows to be unchanged. Ignored files and build directories don't count.
 */
final class WorkTree {

    private static final int HEAD = 0;
    private static final int INDEX = 1;
    private static final int FILES = 2;
    private static final int HASH_LENGTH = 8;

    private final Repository repository;
    private final Collection<String> excluded;
    private final boolean fileModes;

    /**
     * @param repository a repository with a work tree
     * @param excluded folders that don't count, relative to the work tree
     */
    WorkTree(Repository repository, Collection<String> excluded) {
        this.repository = repository;
        this.excluded = List.copyOf(excluded);
        this.fileModes = repository
                .getConfig()
                .getBoolean(ConfigConstants.CONFIG_CORE_SECTION, ConfigConstants.CONFIG_KEY_FILEMODE, true);
    }

    /** The first 8 hex digits of a hash of all differences; empty if there is none, or no commit to differ from. */
    Optional<String> dirtyHash() throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        SortedSet<String> differences = differences(head);
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        byte[] text = String.join("\n", differences).getBytes(StandardCharsets.UTF_8);
        return Optional.of(Sha256.hex(text).substring(0, HASH_LENGTH));
    }

    /** One line a difference: path, mode and content that the work tree has instead, all zeroes for a deleted file. */
    private SortedSet<String> differences(ObjectId head) throws IOException {
        SortedSet<String> differences = new TreeSet<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new NameConflictTreeWalk(repository, reader)) {
            addTrees(walk, head);
            while (walk.next()) {
                if (!counts(walk)) {
                    continue;
                }
                compare(walk, reader, differences);
                if (isTree(walk, HEAD) || isTree(walk, INDEX) || isTree(walk, FILES)) {
                    walk.enterSubtree();
                }
            }
        }
        return differences;
    }

    private void addTrees(TreeWalk walk, ObjectId head) throws IOException {
        walk.setRecursive(false);
        walk.setOperationType(TreeWalk.OperationType.CHECKIN_OP);
        try (RevWalk commits = new RevWalk(repository)) {
            walk.addTree(commits.parseCommit(head).getTree());
        }
        walk.addTree(new DirCacheIterator(repository.readDirCache()));
        FileTreeIterator files = new FileTreeIterator(repository);
        files.setDirCacheIterator(walk, INDEX);
        walk.addTree(files);
    }

    private boolean counts(TreeWalk walk) throws IOException {
        String path = walk.getPathString();
        if (excluded.contains(path)) {
            return false;
        }
        boolean tracked = walk.getRawMode(HEAD) != 0 || walk.getRawMode(INDEX) != 0;
        WorkingTreeIterator file = walk.getTree(FILES, WorkingTreeIterator.class);
        return tracked || file == null || !file.isEntryIgnored();
    }

    private void compare(TreeWalk walk, ObjectReader reader, SortedSet<String> differences) throws IOException {
        int committed = isTree(walk, HEAD) ? 0 : walk.getRawMode(HEAD);
        int present = isTree(walk, FILES) ? 0 : walk.getRawMode(FILES);
        if (present == 0) {
            if (committed != 0 && !mayBeMissing(walk)) {
                differences.add(line(walk.getPathString(), 0, ObjectId.zeroId()));
            }
            return;
        }
        if (!unchangedSinceIndexed(walk, reader)) {
            compareContent(walk, committed, mode(present, committed), differences);
        }
    }

    private void compareContent(TreeWalk walk, int committed, int present, SortedSet<String> differences)
            throws IOException {
        WorkingTreeIterator file = walk.getTree(FILES, WorkingTreeIterator.class);
        ObjectId content = FileMode.GITLINK.equals(present) ? file.getEntryObjectId() : contentId(file);
        if (present != committed || !content.equals(walk.getObjectId(HEAD))) {
            differences.add(line(walk.getPathString(), present, content));
        }
        if (FileMode.GITLINK.equals(present)) {
            addSubmodule(walk.getPathString(), differences);
        }
    }

    /** The blob that git would store of a file; the iterator's own answer may be the index's. */
    private static ObjectId contentId(WorkingTreeIterator file) throws IOException {
        try (ObjectInserter.Formatter hash = new ObjectInserter.Formatter();
                InputStream content = file.openEntryStream()) {
            return hash.idFor(Constants.OBJ_BLOB, file.getEntryContentLength(), content);
        }
    }

    /** A submodule that was not checked out, or a file outside a sparse checkout, is missing on purpose. */
    private static boolean mayBeMissing(TreeWalk walk) {
        DirCacheIterator entry = walk.getTree(INDEX, DirCacheIterator.class);
        boolean sparse = entry != null && entry.getDirCacheEntry().isSkipWorkTree();
        return sparse || FileMode.GITLINK.equals(walk.getRawMode(HEAD));
    }

    private boolean unchangedSinceIndexed(TreeWalk walk, ObjectReader reader) throws IOException {
        DirCacheIterator entry = walk.getTree(INDEX, DirCacheIterator.class);
        boolean asCommitted = entry != null
                && walk.getRawMode(HEAD) == walk.getRawMode(INDEX)
                && walk.idEqual(HEAD, INDEX)
                && !FileMode.GITLINK.equals(walk.getRawMode(HEAD));
        return asCommitted
                && !walk.getTree(FILES, WorkingTreeIterator.class).isModified(entry.getDirCacheEntry(), true, reader)
                && !touched(walk.getPathString(), entry.getDirCacheEntry());
    }

    /** JGit looks at size and modification time alone; a change that kept both still shows in the inode's time. */
    private boolean touched(String path, DirCacheEntry entry) throws IOException {
        Path file = repository.getWorkTree().toPath().resolve(path);
        long indexed = entry.getCreationTime();
        if (indexed == 0 || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        FileTime time = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return time.toMillis() != indexed;
    }

    /** Where the file system keeps no executable bit ({@code core.fileMode}), the committed one holds. */
    private int mode(int present, int committed) {
        boolean bothFiles = isFile(present) && isFile(committed);
        return bothFiles && !fileModes ? committed : present;
    }

    private void addSubmodule(String path, SortedSet<String> differences) throws IOException {
        try (Repository submodule = SubmoduleWalk.getSubmoduleRepository(repository, path)) {
            ObjectId head = submodule == null ? null : submodule.resolve(Constants.HEAD);
            if (head == null) {
                return;
            }
            List<String> below = excluded.stream()
                    .filter(folder -> folder.startsWith(path + "/"))
                    .map(folder -> folder.substring(path.length() + 1))
                    .toList();
            for (String line : new WorkTree(submodule, below).differences(head)) {
                differences.add(path + "/" + line);
            }
        }
    }

    private static boolean isTree(TreeWalk walk, int tree) {
        return FileMode.TREE.equals(walk.getRawMode(tree));
    }

    private static boolean isFile(int mode) {
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    private static String line(String path, int mode, ObjectId content) {
        return path + "\0" + Integer.toOctalString(mode) + "\0" + content.name();
    }

    /** A folder as git writes it: relative to the work tree, with slashes; empty if it is not inside. */
    static Optional<String> inside(Path root, Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        boolean inside = absolute.startsWith(root) && !absolute.equals(root);
        return inside ? Optional.of(root.relativize(absolute).toString().replace('\\', '/')) : Optional.empty();
    }
}
