def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def branch = 'feature/Login_1'
def slug = project.slug(branch)
def environment = "$app.$slug"

def labelled = { Map object, Map expected ->
    def ours = (object.Config?.Labels ?: object.Labels).findAll { it.key.startsWith('io.drydock.') && !it.key.contains('.image.') }
    expected = [app: app, branch: branch, slug: slug] + expected
    expected.each { key, value -> assert ours["io.drydock.$key".toString()] == value }
    ['owner', 'created', 'pushed'].each { assert ours["io.drydock.$it".toString()] }
    assert ours['io.drydock.created'] ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/
}

project.onEngine {
    def root = project.repository()
    project.git('remote', 'add', 'origin', 'https://git.example.org/shop.git')
    project.git('checkout', '-q', '-b', branch)
    project.write('www/version', 'two\n')
    def sha = project.commit('Say two')
    def image = "$app/$slug:${sha.take(7)}".toString()

    // the first build of a branch
    def first = project.mvn('verify')
    assert project.images() == ["$app/$slug:${sha.take(7)}", "$app/$slug:verified", "$app/master:${root.take(7)}",
        "$app/master:latest"].sort()*.toString()
    project.image(image).Config.Labels.with {
        assert it['io.drydock.image.app'] == app
        assert it['io.drydock.image.branch'] == branch
        assert it['io.drydock.image.slug'] == slug
        assert it['io.drydock.image.commit'] == sha
        assert it['io.drydock.image.role'] == 'branch'
        assert it.containsKey('io.drydock.image.stage')
    }
    project.image("$app/master:latest").Config.Labels.with {
        assert it['io.drydock.image.branch'] == 'master'
        assert it['io.drydock.image.commit'] == root
        assert it['io.drydock.image.role'] == 'master'
    }
    assert project.image("$app/$slug:verified").Id == project.image(image).Id
    assert project.containers() == ["${environment}.app", "${environment}.redis"]*.toString()
    assert project.networks() == [environment]
    assert project.volumes('volume') == ["${environment}.redis.data"]*.toString()
    assert project.volumes('record').size() == 1
    labelled(project.container("${environment}.app"), [role: 'app', commit: sha])
    labelled(project.container("${environment}.redis"), [role: 'service', service: 'redis', commit: sha])
    labelled(project.inspect('network', environment), [role: 'network'])
    labelled(project.inspect('volume', "${environment}.redis.data"), [role: 'volume', service: 'redis'])
    labelled(project.inspect('volume', project.volumes('record')[0]), [role: 'record', commit: sha])
    ["${environment}.app", "${environment}.redis"].each {
        assert project.container(it).Config.Labels['io.drydock.config']
        assert project.container(it).Config.Labels['io.drydock.remote']
    }

    // it runs the image that passed, beside its own services, on loopback alone
    def running = project.container("${environment}.app")
    assert running.Image == project.image(image).Id
    assert running.State.Running
    assert running.HostConfig.RestartPolicy.Name == 'unless-stopped'
    assert running.NetworkSettings.Ports['8080/tcp']*.HostIp == ['127.0.0.1']
    assert running.Config.Env.contains("REDIS_HOST=${project.ip("${environment}.redis")}".toString())
    assert running.Config.Env.contains('REDIS_PORT=6379')
    assert project.container("${environment}.redis").NetworkSettings.Ports['6379/tcp'] == null
    assert project.exec("${environment}.redis", 'getent', 'hosts', app).contains(project.ip("${environment}.app"))
    assert project.exec("${environment}.app", 'nslookup', 'redis').contains(project.ip("${environment}.redis"))

    // neither of them can gain privileges that a container does not have by default
    ["${environment}.app", "${environment}.redis"].each {
        project.container(it).HostConfig.with { host ->
            assert host.SecurityOpt == ['no-new-privileges']
            assert !host.Privileged && !host.CapAdd && !host.Devices && !host.Binds
        }
        assert project.exec(it, 'grep', 'NoNewPrivs', '/proc/1/status').endsWith('1')
    }

    // for machines
    def json = project.environment()
    def redis = project.ip("${environment}.redis")
    assert json.schema == 1
    assert json.outcome == 'RUNNING'
    assert [json.branch, json.slug, json.commit, json.dirty] == [branch, slug, sha, false]
    assert json.engine.version == project.docker('version', '--format', '{{.Server.Version}}')
    assert json.engine.host && json.engine.api
    assert json.image.name == image
    assert json.image.id == running.Image
    assert json.image.built
    assert json.image.builder in ['buildkit', 'classic']
    assert json.image.master == "$app/master:${root.take(7)}"
    assert json.network.name == environment
    assert json.network.subnet == project.inspect('network', environment).IPAM.Config[0].Subnet
    assert json.services.size() == 1
    json.services[0].with { service ->
        assert [service.name, service.image, service.container, service.ip, service.port] == ['redis', 'redis:7', "${environment}.redis".toString(), redis, 6379]
        assert service.host && service.hostPort
        assert service.url == "redis://$redis:6379/0"
        assert !service.reused
    }
    assert json.suites*.name == ['unit', 'acceptance']
    assert json.suites*.exitCode == [0, 0]
    assert json.suites[0].tests.subMap(['run', 'failed', 'errors', 'skipped']) == [run: 3, failed: 0, errors: 0, skipped: 1]
    assert json.suites[1].tests == null
    assert json.app.name == app
    assert json.app.container == "${environment}.app"
    assert json.app.url.startsWith('http://127.0.0.1:')
    assert json.failure == null
    assert json.steps && json.steps.every { it.name && it.start <= it.end }
    assert project.get("${json.app.url}/version") == 'two\n'
    def variables = project.output('env').readLines()
    assert variables.any { it.startsWith('REDIS_HOST=') } && variables.any { it.startsWith('REDIS_PORT=') }
    assert variables.any { it.startsWith('REDIS_URL=') } && variables.any { it.startsWith('APP_URL=') }

    // for later plugins
    assert first.log.contains("redis at ${json.services[0].host}:${json.services[0].hostPort}, redis://")
    assert first.log.contains("image $image ${running.Image}")
    assert first.log.contains("network $environment, app ${json.app.url}")

    // for people
    assert first.log.contains("[unit] checking $redis:6379")
    assert first.log.contains('[acceptance] two')
    ["${environment}.redis.log", "${environment}.app.log", "${environment}.${sha.take(7)}.unit.log"].each {
        assert project.output("logs/$it").file: it
    }
    assert project.output("logs/${environment}.${sha.take(7)}.unit.log").text.contains("checking $redis:6379")
    assert project.output('reports/unit').listFiles().any { it.directory || it.name == 'TEST-unit.xml' }
    assert project.output('report.html').text.contains(branch)

    // the same again: nothing is built, started or run
    project.exec("${environment}.redis", 'redis-cli', 'set', 'greeting', 'hello')
    def before = project.containers().collectEntries { [it, project.container(it).with { [Id, State.StartedAt] }] }
    def again = project.mvn('verify')
    assert project.containers().collectEntries { [it, project.container(it).with { [Id, State.StartedAt] }] } == before
    assert project.images().size() == 4
    assert again.log.contains("image $image is there: nothing to build")
    assert again.log.contains('verified already')
    assert again.log.contains("app $app runs already")
    project.environment().with { result ->
        assert result.outcome == 'RUNNING'
        assert !result.image.built && result.image.id == running.Image
        assert result.services[0].reused
    }

    // the next commit: a new image, and the app before it stays until the new one is ready
    project.write('www/version', 'three\n')
    def next = project.commit('Say three')
    project.mvn('verify')
    def successor = project.container("${environment}.app")
    assert successor.Id != running.Id
    assert project.get("${project.environment().app.url}/version") == 'three\n'
    def kept = project.container("${environment}.${sha.take(7)}")
    assert kept.Id == running.Id
    assert !kept.State.Running
    assert kept.State.FinishedAt > successor.State.StartedAt
    assert project.containers() == ["${environment}.app", "${environment}.redis", "${environment}.${sha.take(7)}"].sort()*.toString()
    assert project.container("${environment}.redis").Id == before["${environment}.redis".toString()][0]
    assert project.exec("${environment}.redis", 'redis-cli', 'get', 'greeting') == 'hello'
    assert project.image("$app/$slug:verified").Id == project.image("$app/$slug:${next.take(7)}").Id
    assert project.image(image)
    assert project.exec("${environment}.redis", 'getent', 'hosts', app).contains(project.ip("${environment}.app"))

    // a commit that came before the running one does not replace it
    project.git('checkout', '-q', '--detach', sha)
    def older = project.fails('verify', "-Ddocker.branch=$branch")
    assert older.outcome == 'SUPERSEDED'
    assert older.reason().contains(next.take(7))
    assert project.container("${environment}.app").Id == successor.Id
    project.git('checkout', '-q', branch)

    // one that is named is run again, although it is older, and nothing is run that did not pass
    project.mvn('docker:run', "-Ddocker.commit=${sha.take(7)}")
    assert project.container("${environment}.app").Config.Labels['io.drydock.commit'] == sha
    assert project.environment().commit == sha
    assert project.get("${project.environment().app.url}/version") == 'two\n'
    def unknown = project.fails('docker:run', '-Ddocker.commit=0123456')
    assert unknown.outcome == 'CONFIG_ERROR'
    assert [sha, next].every { unknown.reason().contains(it.take(7)) }
    project.mvn('docker:run', "-Ddocker.commit=$next")
    assert project.get("${project.environment().app.url}/version") == 'three\n'
    successor = project.container("${environment}.app")

    // what would be done is told, and not done
    project.write('www/version', 'four\n')
    def last = project.commit('Say four')
    def told = project.mvn('verify', '-Ddocker.dryRun')
    assert told.log.contains("$app/$slug:${last.take(7)}")
    assert project.image("$app/$slug:${last.take(7)}") == null
    assert project.container("${environment}.app").Id == successor.Id

    // down leaves images alone
    def images = project.images()
    project.mvn('docker:down')
    assert project.objects() == []
    assert project.images() == images
}

return true
