package io.drydock.git;

import io.drydock.model.Branch;
import io.drydock.model.GitFacts;
import io.drydock.model.RemoteUrl;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Reads what refs and configuration say; touches neither objects nor the work tree. */
final class FactsReader {

    private static final String ORIGIN = Constants.DEFAULT_REMOTE_NAME;

    private final Repository repository;

    FactsReader(Repository repository) {
        this.repository = repository;
    }

    GitFacts read() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        Optional<String> headSha = Optional.ofNullable(head).flatMap(FactsReader::sha);
        Set<String> remotes = repository.getRemoteNames();
        List<Ref> tracking = repository.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES);
        return new GitFacts(
                Optional.ofNullable(head).flatMap(ref -> target(ref, Constants.R_HEADS)),
                headSha,
                remotes,
                originUrl(),
                remotes.contains(ORIGIN) ? originHead() : Optional.empty(),
                branches(repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS), Constants.R_HEADS),
                branches(tracking, Constants.R_REMOTES + ORIGIN + "/"),
                atHead(tracking, remotes, headSha));
    }

    private Optional<RemoteUrl> originUrl() {
        return Optional.ofNullable(repository
                        .getConfig()
                        .getString(ConfigConstants.CONFIG_REMOTE_SECTION, ORIGIN, ConfigConstants.CONFIG_KEY_URL))
                .filter(url -> !url.isBlank())
                .map(RemoteUrl::of);
    }

    private Optional<Branch> originHead() throws IOException {
        String prefix = Constants.R_REMOTES + ORIGIN + "/";
        return Optional.ofNullable(repository.exactRef(prefix + Constants.HEAD)).flatMap(ref -> target(ref, prefix));
    }

    private static Optional<Branch> target(Ref ref, String prefix) {
        return ref.isSymbolic() ? branch(ref.getTarget().getName(), prefix) : Optional.empty();
    }

    private static Map<Branch, String> branches(List<Ref> refs, String prefix) {
        Map<Branch, String> branches = new HashMap<>();
        for (Ref ref : refs) {
            branch(ref.getName(), prefix).ifPresent(name -> sha(ref).ifPresent(sha -> branches.put(name, sha)));
        }
        return branches;
    }

    private static List<Branch> atHead(List<Ref> tracking, Set<String> remotes, Optional<String> headSha) {
        Set<String> names = new TreeSet<>();
        for (Ref ref : tracking) {
            if (headSha.isPresent() && !ref.isSymbolic() && sha(ref).equals(headSha)) {
                branch(ref.getName(), remotePrefix(ref.getName(), remotes)).ifPresent(name -> names.add(name.name()));
            }
        }
        return names.stream().map(Branch::of).toList();
    }

    /** A remote's name may hold slashes; a ref of a remote that is configured no more has its first part for one. */
    private static String remotePrefix(String ref, Set<String> remotes) {
        return remotes.stream()
                .map(remote -> Constants.R_REMOTES + remote + "/")
                .filter(ref::startsWith)
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseGet(() -> ref.substring(0, ref.indexOf('/', Constants.R_REMOTES.length()) + 1));
    }

    private static Optional<String> sha(Ref ref) {
        return Optional.ofNullable(ref.getObjectId()).map(ObjectId::name);
    }

    /** {@code HEAD} of a remote, and names that only a damaged repository has, are no branches. */
    private static Optional<Branch> branch(String ref, String prefix) {
        if (!ref.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Branch(ref.substring(prefix.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
