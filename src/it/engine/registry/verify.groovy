import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import java.security.KeyStore

def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def password = 's3cret-of-the-registry'
def things = new File(basedir, 'registry')
assert !things.exists() || things.deleteDir()
things.mkdirs()

def file = { String name, String text ->
    def written = new File(things, name)
    written.parentFile.mkdirs()
    written.setText(text, 'UTF-8')
    written
}
def said = { List command ->
    def process = command.execute()
    def out = new StringBuffer()
    def err = new StringBuffer()
    process.waitForProcessOutput(out, err)
    assert process.exitValue() == 0: "$command: $err"
    out.toString().trim()
}

// a registry of Debian's, on loopback, which the engine takes without TLS or with a certificate of its own
def program = said([new File(support, '../setup/registry').canonicalPath, new File(basedir.parentFile.parentFile, 'registry').path])
def port = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1')).withCloseable { it.localPort }
def host = "127.0.0.1:$port".toString()
// it: s3cret-of-the-registry, by bcrypt
def users = file('htpasswd', 'it:$2y$05$abcdefghijklmnopqrstuuW1e3orFpi1hSyUIjjQsvB7886Cb.S5.\n')

def registry = null
def serve = { List tls = [] ->
    def config = file('config.yml', """\
        version: 0.1
        log: {level: warn}
        storage: {filesystem: {rootdirectory: ${things.path}/storage}}
        auth: {htpasswd: {realm: it, path: ${users.path}}}
        http: {addr: '$host'${tls ? ", tls: {certificate: ${tls[0]}, key: ${tls[1]}}" : ''}}
        """.stripIndent())
    registry = new ProcessBuilder(program, 'serve', config.path).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(things, 'log'))).start()
    long end = System.currentTimeMillis() + 20_000
    while (true) {
        try {
            new Socket('127.0.0.1', port).close()
            break
        } catch (ConnectException e) {
            assert registry.alive && System.currentTimeMillis() < end: new File(things, 'log').text
            Thread.sleep(50)
        }
    }
}
def down = {
    registry?.destroy()
    registry?.waitFor()
}

// what a client of the registry sees: the digest of a tag; null where there is none
def digest = { String path, String user = "it:$password" ->
    def connection = new URL("http://$host/v2/$path").openConnection()
    connection.setRequestProperty('Authorization', 'Basic ' + user.bytes.encodeBase64())
    connection.setRequestProperty('Accept', 'application/vnd.docker.distribution.manifest.v2+json')
    connection.responseCode == 200 ? connection.getHeaderField('Docker-Content-Digest') : null
}

def server = { String name, String id, String word ->
    file(name, "<settings><servers><server><id>$id</id><username>it</username><password>$word</password></server></servers></settings>")
}
def right = server('right.xml', host, password)
def wrong = server('wrong.xml', host, 'wrong-password')
def elsewhere = server('elsewhere.xml', 'registry.example.org', password)
def encrypted = server('encrypted.xml', host, '{lCn2Q073otIH8lsW8HqC9GNbIBZoonwSmwdkfhR08X3eormSAw9Fh49CXYmIiqvo}')
def master = file('settings-security.xml',
        '<settingsSecurity><master>{kmmjG8LY6BYHafNPGjs4ZWACjuhA3qm6fJOybttMEqo=}</master></settingsSecurity>')
def nobody = file('nobody/config.json', '{}').parentFile
def docker = file('docker/config.json', """{"auths": {"$host": {"auth": "${"it:$password".bytes.encodeBase64()}"}}}""").parentFile
def helped = file('helped/config.json', """{"credHelpers": {"$host": "it", "registry.example.org": "other"}}""").parentFile
def helper = file('bin/docker-credential-it', """\
        #!/bin/sh
        cat >> '${things.path}/asked'
        echo '{"Username": "it", "Secret": "$password"}'
        """.stripIndent())
Files.setPosixFilePermissions(helper.toPath(), PosixFilePermissions.fromString('rwxr-xr-x'))
def path = helper.parent + File.pathSeparator + System.getenv('PATH')

def anonymous = [DOCKER_CONFIG: nobody.path]
def at = "-Ddocker.registry=$host/team".toString()
def images = { "$host/team/$app/$it".toString() }
def removeImages = {
    project.images().each { project.docker('rmi', '-f', it) }
    assert project.images().empty
}

project.onEngine {
    serve()
    try {
        def first = project.repository()
        def short7 = first.take(7)

        // without a registry
        project.fails('docker:push').with {
            assert outcome == 'CONFIG_ERROR'
            assert reason().contains('no registry is configured')
            assert next.any { it.contains('-Ddocker.registry=') }
        }

        // nothing is promoted that did not pass
        project.mvn('docker:master-image', at, env: anonymous).with {
            assert log.contains("image ${images("master:$short7")} could not be looked for") || log.contains('no basic auth')
            assert log.contains("master's image is not pushed: there are no credentials for the registry")
        }
        project.fails('docker:promote', at, env: anonymous).with {
            assert outcome == 'CONFIG_ERROR'
            assert reason().contains('no suite has passed')
            assert next == ['mvn verify']
        }
        project.mvn('verify', at, env: anonymous)

        // credentials: none, wrong ones, those of another registry; none is tried twice, and none is shown
        def refused = [[env: anonymous], [env: anonymous, settings: wrong], [env: anonymous, settings: elsewhere]].collect { given ->
            def run = project.failed(given, 'docker:push', at)
            assert !run.log.contains(password) && !run.log.contains('wrong-password')
            assert !run.log.contains('try 1 of 3')
            project.failure(run)
        }
        refused.each {
            assert it.outcome == 'ENGINE_ERROR'
            assert it.reason() =~ /no basic auth credentials|unauthorized|authentication required/
            assert it.next.any { next -> next.contains("docker login $host") }: it
        }
        assert digest("team/$app/master/manifests/$short7") == null

        // of Maven's settings, in clear
        project.mvn('docker:push', at, env: anonymous, settings: right).with {
            def there = digest("team/$app/master/manifests/$short7")
            assert there && log.contains("pushed as ${images('master')}@$there")
            assert !log.contains(password)
        }

        // encrypted in them; the promoted name is another one of the same image
        project.mvn('docker:promote', at, "-Dsettings.security=${master.path}", env: anonymous, settings: encrypted)
        def production = digest("team/$app/master/manifests/production")
        assert production == digest("team/$app/master/manifests/$short7")
        assert project.image(images('master:production')).Id == project.image(images("master:$short7")).Id
        project.fails('docker:push', at, '-Dsettings.security=none', env: anonymous, settings: encrypted).with {
            assert outcome == 'CONFIG_ERROR'
            assert what.contains("password of server $host cannot be decrypted")
        }

        // of docker login, and of a helper, which is asked for this registry alone
        project.mvn('docker:promote', at, '-Ddocker.promote.tag=blue', env: [DOCKER_CONFIG: docker.path])
        assert digest("team/$app/master/manifests/blue") == production
        project.mvn('docker:promote', at, '-Ddocker.promote.tag=green', env: [DOCKER_CONFIG: helped.path, PATH: path])
        assert digest("team/$app/master/manifests/green") == production
        assert new File(things, 'asked').text.split('(?=127)').toUnique() == [host]

        // master's image is pushed by the build that makes it, with its stages
        project.write('version', 'two\n')
        def second = project.commit('Say two').take(7)
        project.mvn('verify', at, env: [DOCKER_CONFIG: docker.path])
        [second, "$second-tools", 'latest'].each { assert digest("team/$app/master/manifests/$it"): it }

        // another branch is not promoted, unless told
        project.git('checkout', '-q', '-b', 'feature')
        project.write('version', 'three\n')
        def third = project.commit('Say three').take(7)
        project.mvn('verify', at, env: [DOCKER_CONFIG: docker.path])
        project.fails('docker:promote', at, env: anonymous).with {
            assert outcome == 'CONFIG_ERROR'
            assert reason().contains('branch feature is not the master branch')
        }
        project.mvn('docker:promote', at, '-Ddocker.promote.anyBranch', env: [DOCKER_CONFIG: docker.path])
        project.mvn('docker:push', at, env: [DOCKER_CONFIG: docker.path])
        assert digest("team/$app/feature/manifests/production") == digest("team/$app/feature/manifests/$third")

        // an agent that starts empty: what is in the registry is not built
        removeImages()
        project.mvn('verify', at, env: [DOCKER_CONFIG: docker.path]).with {
            assert log.contains("image ${images("feature:$third")} pulled")
            assert log.contains("image ${images("feature:$third")} is there: nothing to build")
        }
        assert !project.environment().image.built
        assert project.image(images("master:$second")).Id == project.image(images('master:latest')).Id

        // and the next commit starts from master's stages that were pulled
        removeImages()
        project.write('version', 'four\n')
        def fourth = project.commit('Say four').take(7)
        // a tag that carries another commit is found out by its label
        project.docker('--config', docker.path, 'pull', '-q', images("feature:$third"))
        project.docker('tag', images("feature:$third"), images("feature:$fourth"))
        project.docker('--config', docker.path, 'push', '-q', images("feature:$fourth"))
        removeImages()
        project.mvn('verify', at, env: [DOCKER_CONFIG: docker.path]).with {
            assert log.contains("image ${images("feature:$fourth")} is built anew: the tag carried commit")
        }
        project.environment().image.with {
            assert built
            assert it.master == images("master:$second")
        }
        assert project.image(images("master:$second-tools"))

        // a registry that is down for a moment, and one that stays so
        down()
        def push = project.start('docker:push', at, env: [DOCKER_CONFIG: docker.path])
        push.said('try 1 of 3 failed')
        serve()
        assert push.await() == 0: push.log
        assert digest("team/$app/feature/manifests/$fourth")
        down()
        def away = project.failed('docker:push', at, env: [DOCKER_CONFIG: docker.path])
        assert away.times('of 3 failed') == 2
        project.failure(away).with {
            assert outcome == 'ENGINE_ERROR'
            assert reason().contains('connection refused')
        }

        // with TLS, and a certificate of its own
        def store = new File(things, 'key.p12')
        said(["${System.getProperty('java.home')}/bin/keytool", '-genkeypair', '-alias', 'it', '-keyalg', 'RSA', '-dname', 'CN=127.0.0.1',
            '-ext', 'san=ip:127.0.0.1', '-storetype', 'PKCS12', '-storepass', 'changeit', '-keystore', store.path]*.toString())
        def keys = KeyStore.getInstance(store, 'changeit'.toCharArray())
        def pem = { String kind, byte[] bytes -> "-----BEGIN $kind-----\n${Base64.mimeEncoder.encodeToString(bytes)}\n-----END $kind-----\n".toString() }
        def certificate = file('cert.pem', pem('CERTIFICATE', keys.getCertificate('it').encoded))
        def key = file('key.pem', pem('PRIVATE KEY', keys.getKey('it', 'changeit'.toCharArray()).encoded))
        serve([certificate.path, key.path])
        project.mvn('docker:push', at, env: [DOCKER_CONFIG: docker.path]).with {
            assert log.contains("pushed as ${images('feature')}@sha256:")
        }
        assert project.fails('docker:push', at, env: anonymous).outcome == 'ENGINE_ERROR'
    } finally {
        down()
    }
}

return true
