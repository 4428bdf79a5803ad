import groovy.json.JsonSlurper
import java.nio.file.Files
import java.security.MessageDigest
import java.util.concurrent.TimeUnit

/**
 * The three parts of a failed goal's message, as Maven shows them to a user.
 */
class Failure {
    final String goal
    final String outcome
    final String what
    final List<String> why = []
    final List<String> next = []

    Failure(String log) {
        def lines = log.readLines()
        def heads = lines.findIndexValues { it.startsWith('[ERROR] Failed to execute goal') }
        assert heads.size() == 1: "one goal fails, once:\n$log"
        int head = heads[0] as int
        def message = lines.drop(head).takeWhile { it.startsWith('[ERROR]') }.collect { it.substring(7) }
        int end = message.findIndexOf { it.contains('-> [Help') }
        message = message.take(end + 1).collect { it.replaceFirst(/\s*-> \[Help.*/, '').replaceFirst(/^ /, '') }
        def first = message[0] =~ /Failed to execute goal \S+:(\S+) \(.*?\)(?: on project \S+)?: ([A-Z_]+): (.*)/
        assert first: "no outcome in:\n$log"
        goal = first[0][1]
        outcome = first[0][2]
        what = first[0][3]
        List<String> part = []
        message.drop(1).findAll { !it.blank }.each { line ->
            if (line.startsWith('  Why:  ')) {
                part = why
            } else if (line.startsWith('  Next: ')) {
                part = next
            }
            part << line.replaceFirst(/^(  Why:  |  Next: |        )/, '')
        }
        assert why && next: "what, why and next must be told:\n$log"
        assert message == message.unique(false): "the message says something twice:\n$log"
        assert !what.contains(why[0]) && !why[0].contains(what): "the message says something twice:\n$log"
        assert !(log =~ /(?m)^(\[ERROR\])?\s+at [\w.$]+\(/) && !(log =~ /(java|javax|com|org|io)(\.\w+)+Exception/):
                "a stack trace without -e:\n$log"
    }

    /** Why, in one text. */
    String reason() {
        why.join('\n')
    }

    @Override
    String toString() {
        "$outcome: $what\n${why.join('\n')}\n${next.join('\n')}"
    }
}

/** A run of Maven. */
class Run {
    protected final Process process
    private final StringBuffer text = new StringBuffer()
    private final Thread reader

    Run(Process process) {
        this.process = process
        reader = process.consumeProcessOutputStream(text)
    }

    /** What it said until now. */
    String getLog() {
        text.toString()
    }

    int await() {
        assert process.waitFor(5, TimeUnit.MINUTES): "Maven hangs:\n$log"
        reader.join(10_000)
        process.exitValue()
    }

    /** Waits until it has said this. */
    void said(String words) {
        long end = System.currentTimeMillis() + 300_000
        while (!log.contains(words)) {
            assert System.currentTimeMillis() < end && process.alive: "\"$words\" was not said in:\n$log"
            Thread.sleep(20)
        }
    }

    /** SIGTERM, or with force SIGKILL. */
    void end(boolean force = false) {
        process.toHandle().with { force ? destroyForcibly() : destroy() }
        await()
    }

    /** How often it said this. */
    int times(String words) {
        log.split(java.util.regex.Pattern.quote(words), -1).length - 1
    }
}

/** A run of Maven at a terminal of its own. */
class AtTerminal extends Run {

    AtTerminal(Process process) {
        super(process)
    }

    void type(String text) {
        process.outputStream << text
        process.outputStream.flush()
    }

    /** Makes the window another size, as who drags its corner: the kernel tells the programs in it. */
    void resize(int columns, int rows) {
        def tty = process.descendants().map { Files.readSymbolicLink(new File("/proc/${it.pid()}/fd/0").toPath()).toString() }
                .filter { it.startsWith('/dev/pts/') }.findFirst().get()
        assert ['stty', '-F', tty, 'cols', columns as String, 'rows', rows as String].execute().waitFor() == 0
    }
}

/**
 * A project under test in a git repository of its own: what is done to it, and what the engine holds of it afterwards.
 *
 * <p>Runs as on a bare machine: of the variables around it, only those that find programs and the engine are handed on.
 */
class Project {

    private static final List<String> HANDED_ON = [
        'PATH', 'HOME', 'USER', 'JAVA_HOME', 'TEMP', 'TMP', 'SystemRoot', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'PATHEXT',
        'ComSpec', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'
    ]
    private static final boolean WINDOWS = System.getProperty('os.name').startsWith('Windows')

    /** The work tree. */
    final File folder
    /** The app's name: {@code it-} and the name of the test's folder. */
    final String app
    /** All apps of the test, where its modules are several. */
    List<String> apps
    private final File basedir
    private final File settings
    private final File repository
    private final File mavenHome
    private int runs = 0

    Project(Map given) {
        basedir = given.basedir as File
        settings = new File(basedir.parentFile, 'interpolated-settings.xml')
        repository = given.localRepositoryPath as File
        mavenHome = given.mavenHome as File
        app = 'it-' + basedir.name
        apps = [app]
        folder = new File(basedir, 'work')
        assert !folder.exists() || folder.deleteDir()
        def ours = ['work', '.mvn', 'verify.groovy', 'invoker.properties', 'build.log']
        copy(basedir, folder, ours)
    }

    private static void copy(File from, File to, List<String> without) {
        to.mkdirs()
        from.listFiles().findAll { !(it.name in without) && !it.name.endsWith('.log') }.each { file ->
            def target = new File(to, file.name)
            if (file.directory) {
                copy(file, target, without)
            } else {
                Files.copy(file.toPath(), target.toPath())
            }
        }
    }

    /** Plays a test; before and after, nothing of the app is on the engine. */
    void onEngine(Closure play) {
        removeAll()
        try {
            play()
        } finally {
            removeAll()
        }
        assert objects().isEmpty()
    }

    // git

    /** A repository on branch master with all files in one commit. */
    String repository() {
        git('init', '-q')
        git('symbolic-ref', 'HEAD', 'refs/heads/master')
        write('.gitignore', 'target/\n')
        commit('First commit')
    }

    /** The same of a folder, where a test has several repositories. */
    void repository(File root) {
        new File(root, '.gitignore').setText('target/\n', 'UTF-8')
        git('-C', root.path, 'init', '-q')
        git('-C', root.path, 'symbolic-ref', 'HEAD', 'refs/heads/master')
        git('-C', root.path, 'add', '-A')
        git('-C', root.path, 'commit', '-q', '-m', 'First commit')
    }

    String git(String... arguments) {
        def identity = ['-c', 'user.name=it', '-c', 'user.email=it@example.org', '-c', 'commit.gpgsign=false',
            '-c', 'core.autocrlf=false', '-c', 'protocol.file.allow=always', '-c', 'advice.detachedHead=false']
        said(['git', *identity, *arguments], folder)
    }

    /** Commits all that is in the work tree. */
    String commit(String message) {
        git('add', '-A')
        git('commit', '-q', '--allow-empty', '-m', message)
        head()
    }

    String head() {
        git('rev-parse', 'HEAD')
    }

    void write(String path, String text) {
        def file = new File(folder, path)
        file.parentFile.mkdirs()
        file.setText(text, 'UTF-8')
    }

    String read(String path) {
        new File(folder, path).getText('UTF-8')
    }

    void replace(String path, String old, String text) {
        assert read(path).contains(old)
        write(path, read(path).replace(old, text))
    }

    // Maven

    /** Starts Maven; options: {@code env}, {@code in} (folder), {@code settings} (a file, instead of the user's), {@code by} (a program that starts it). */
    Run start(Map options = [:], String... arguments) {
        def process = process(options, command(options, arguments))
        process.outputStream.close()
        new Run(process)
    }

    /** Starts Maven at a terminal (util-linux' script makes one). */
    AtTerminal startAtTerminal(String... arguments) {
        def text = command([:], arguments).collect { "'" + it.toString().replace("'", "'\\''") + "'" }.join(' ')
        new AtTerminal(process([env: [SHELL: '/bin/sh']], ['script', '-qfec', text, '/dev/null']))
    }

    private List<String> command(Map options, String... arguments) {
        def mvn = new File(mavenHome, WINDOWS ? 'bin/mvn.cmd' : 'bin/mvn').path
        def command = [*(options.by ?: []), mvn, '-B', '-ntp', '-s', settings.path, '-Dmaven.repo.local=' + repository.path]
        def user = new File(System.getProperty('user.home'), '.m2/settings.xml')
        if (options.settings || user.exists()) {
            command += ['-gs', (options.settings ?: user) as String]
        }
        command + (arguments as List)
    }

    private Process process(Map options, List<?> command) {
        def builder = new ProcessBuilder(command.collect { it.toString() }).redirectErrorStream(true)
                .directory(options.in as File ?: folder)
        clean(builder, options.env as Map ?: [:])
        builder.start()
    }

    /** Runs Maven, which must succeed. */
    Run mvn(Map options = [:], String... arguments) {
        def run = start(options, arguments)
        int exit = run.await()
        keep(run)
        assert exit == 0: run.log
        assert !run.log.contains('Exception in thread'): run.log
        run
    }

    /** Runs Maven, which must fail with a message of three parts. */
    Failure fails(Map options = [:], String... arguments) {
        failure(failed(options, arguments))
    }

    Failure failure(Run run) {
        new Failure(run.log)
    }

    /** Runs Maven, which must fail. */
    Run failed(Map options = [:], String... arguments) {
        def run = start(options, arguments)
        int exit = run.await()
        keep(run)
        assert exit != 0: run.log
        run
    }

    private void keep(Run run) {
        new File(basedir, "maven-${++runs}.log").setText(run.log, 'UTF-8')
    }

    /** What the last run left for machines. */
    Map environment(File module = folder) {
        new JsonSlurper().parse(new File(module, 'target/docker/environment.json'), 'UTF-8') as Map
    }

    File output(String path) {
        new File(folder, 'target/docker/' + path)
    }

    // the engine

    String docker(String... arguments) {
        said(['docker', *arguments], basedir)
    }

    /** What {@code docker inspect} says; null where there is no such object. */
    Map inspect(String type, String name) {
        def answer = run(['docker', type, 'inspect', name], basedir)
        answer.exit == 0 ? (new JsonSlurper().parseText(answer.out) as List)[0] as Map : null
    }

    Map container(String name) {
        inspect('container', name)
    }

    Map image(String name) {
        inspect('image', name)
    }

    /** Names of all containers, sorted; a role narrows it down. */
    List<String> containers(String role = null) {
        labelled(['ps', '-a', '--format', '{{.Names}}'], 'io.drydock.app', role)
    }

    List<String> networks() {
        labelled(['network', 'ls', '--format', '{{.Name}}'], 'io.drydock.app')
    }

    List<String> volumes(String role = null) {
        labelled(['volume', 'ls', '-q'], 'io.drydock.app', role)
    }

    /** Tags of all images but those that stages of branch images start from (role seed), sorted. */
    List<String> images() {
        labelled(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}'], 'io.drydock.image.app')
                .findAll { !it.contains('<none>') && !it.substring(it.lastIndexOf(':')).contains('_') }
    }

    private List<String> labelled(List<String> command, String label, String role = null) {
        def filters = role ? ['--filter', "label=io.drydock.role=$role".toString()] : []
        apps.collectMany { docker(*command, '--filter', "label=$label=$it", *filters).readLines() }.sort()
    }

    /** All but images. */
    List<String> objects() {
        containers() + networks() + volumes()
    }

    /** Address of a container in the network of its environment. */
    String ip(String name) {
        container(name).NetworkSettings.Networks.values().first().IPAddress
    }

    /** Runs a command in a container. */
    String exec(String container, String... command) {
        docker('exec', container, *command)
    }

    private void removeAll() {
        containers().each { run(['docker', 'rm', '-f', '-v', it], basedir) }
        networks().each { run(['docker', 'network', 'rm', it], basedir) }
        volumes().each { run(['docker', 'volume', 'rm', it], basedir) }
        def ids = labelled(['image', 'ls', '-a', '-q'], 'io.drydock.image.app').unique()
        if (ids) {
            run(['docker', 'rmi', '-f', *ids], basedir)
        }
    }

    // the rest

    /** The branch in the form that names have; a second opinion, after the contract. */
    static String slug(String branch) {
        def safe = branch.toLowerCase(Locale.ROOT).replaceAll(/[^a-z0-9]+/, '-').replaceAll(/^-+|-+$/, '')
        if (safe == branch && safe.length() <= 40 && !(safe =~ /(^|-)[0-9a-f]{10}$/)) {
            return safe
        }
        def hash = MessageDigest.getInstance('SHA-256').digest(branch.getBytes('UTF-8')).encodeHex().toString().take(10)
        def cut = safe.take(29).replaceAll(/-+$/, '')
        cut ? "$cut-$hash" : hash
    }

    /** The answer to GET, tried for a few seconds. */
    static String get(String url) {
        def connection = new URL(url).openConnection()
        connection.connectTimeout = 5000
        connection.readTimeout = 5000
        connection.inputStream.getText('UTF-8')
    }

    private void clean(ProcessBuilder builder, Map given) {
        builder.environment().keySet().retainAll(HANDED_ON)
        builder.environment().putAll([MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC', MAVEN_SKIP_RC: 'true'])
        given.each { name, value -> builder.environment().put(name as String, value as String) }
    }

    private String said(List<String> command, File where) {
        def answer = run(command, where)
        assert answer.exit == 0: "${command.join(' ')}\n${answer.out}${answer.err}"
        answer.out.trim()
    }

    private Map run(List<?> command, File where) {
        def builder = new ProcessBuilder(command.collect { it.toString() }).directory(where)
        builder.environment().keySet().retainAll(HANDED_ON)
        def process = builder.start()
        def out = new StringBuffer()
        def err = new StringBuffer()
        process.waitForProcessOutput(out, err)
        [exit: process.waitFor(), out: out.toString(), err: err.toString()]
    }
}

new Project(binding.variables)
