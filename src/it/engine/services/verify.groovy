def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def redis = { String slug, String... command -> project.exec("${app}.${slug}.redis", 'redis-cli', *command) }
def state = { String slug -> ['redis', 'seed', 'web', 'lonely'].collectEntries {
    [it, project.container("${app}.${slug}.$it").with { [Id, State.StartedAt] }]
} }

project.onEngine {
    project.repository()

    // what does not depend on each other starts side by side; what does, afterwards
    project.mvn('verify')
    assert redis('master', 'get', 'seed') == 'sown'
    project.container("${app}.master.seed").State.with {
        assert Status == 'exited'
        assert ExitCode == 0
    }
    def web = project.container("${app}.master.web")
    assert web.State.StartedAt > project.container("${app}.master.seed").State.FinishedAt
    assert project.container("${app}.master.lonely").State.StartedAt < project.container("${app}.master.seed").State.FinishedAt
    assert web.Config.Env.contains("REDIS_HOST=${project.ip("${app}.master.redis")}".toString())
    assert web.Config.Env.contains('REDIS_PORT=6379')
    assert !project.container("${app}.master.redis").Config.Env.any { it.startsWith('SEED_') || it.startsWith('WEB_') }
    assert web.Mounts == []
    ['redis', 'seed', 'web', 'lonely'].each { assert !project.container("${app}.master.$it").HostConfig.PortBindings }
    assert project.output("logs/${app}.master.redis.log").readLines().every { it ==~ /20\d\d-\d\d-\d\dT\S+Z( .*)?/ }
    assert project.output("logs/${app}.master.redis.log").text.contains('Ready to accept connections')
    assert project.environment().outcome == 'SERVICES_READY'
    assert project.environment().services*.name == ['redis', 'seed', 'web', 'lonely']
    assert project.environment().services.every { !it.reused }

    // all is right already: nothing is touched
    def before = state('master')
    project.mvn('verify')
    assert state('master') == before
    assert project.environment().services.every { it.reused }

    // another branch has its own, and neither reaches the other's
    project.git('checkout', '-q', '-b', 'other')
    project.mvn('verify')
    redis('other', 'set', 'seed', 'another')
    assert redis('master', 'get', 'seed') == 'sown'
    assert state('master') == before
    assert project.networks() == ["${app}.master", "${app}.other"]*.toString()
    def reaches = { String address ->
        def dial = ['docker', 'exec', "${app}.other.web".toString(), 'nc', '-w', '2', address, '6379', '-e', 'true'].execute()
        dial.waitForProcessOutput()
        dial.exitValue() == 0
    }
    assert reaches(project.ip("${app}.other.redis"))
    assert !reaches(project.ip("${app}.master.redis"))
    assert project.exec("${app}.other.web", 'nslookup', 'redis').contains(project.ip("${app}.other.redis"))
    project.mvn('docker:down')
    project.git('checkout', '-q', 'master')
    assert project.networks() == ["${app}.master"]*.toString()
    assert state('master') == before

    // one that has stopped is started again, and that is said
    project.docker('stop', '-t', '0', "${app}.master.lonely")
    def restarted = project.mvn('verify')
    assert restarted.log.contains('service lonely is started again: it had ended with exit code 137')
    assert project.container("${app}.master.lonely").with { Id == before.lonely[0] && State.Running }
    assert state('master').subMap(['redis', 'seed', 'web']) == before.subMap(['redis', 'seed', 'web'])

    // addresses are kept when containers are restarted in another order
    def addresses = { ['redis', 'web', 'lonely'].collectEntries { [it, project.ip("${app}.master.$it")] } }
    def given = addresses()
    project.docker('stop', '-t', '0', *['redis', 'web', 'lonely'].collect { "${app}.master.$it".toString() })
    ['lonely', 'web', 'redis'].each { project.docker('start', "${app}.master.$it") }
    assert addresses() == given

    // a changed one is made anew with its dependents, its address and its volume stay
    def address = project.ip("${app}.master.redis")
    project.replace('pom.xml', '--appendonly yes', '--appendonly yes --loglevel verbose')
    redis('master', 'set', 'mine', 'kept')
    def changed = project.mvn('verify')
    def after = state('master')
    assert after.lonely[0] == before.lonely[0]
    ['redis', 'seed', 'web'].each { assert after[it][0] != before[it][0] }
    assert redis('master', 'get', 'mine') == 'kept'
    assert project.ip("${app}.master.redis") == address
    project.replace('pom.xml', 'hello', 'good morning')
    project.mvn('verify')
    assert state('master').subMap(['redis', 'seed', 'lonely']) == after.subMap(['redis', 'seed', 'lonely'])
    assert state('master').web[0] != after.web[0]

    // a changed file, too
    project.write('seed/run', project.read('seed/run').replace('sown', 'sown again'.replace(' ', '-')))
    project.mvn('verify')
    assert redis('master', 'get', 'seed') == 'sown-again'

    // one that is no longer configured goes
    project.write('pom.xml', project.read('pom.xml').replaceFirst(/(?s)\s*<service>\s*<name>lonely.*?<\/service>/, ''))
    project.mvn('verify')
    assert project.containers() == ['redis', 'seed', 'web'].collect { "${app}.master.$it".toString() }

    // services down: containers go, volumes stay
    project.mvn('docker:services-down')
    assert project.containers() == []
    assert project.volumes('volume') == ["${app}.master.redis.data"]*.toString()
    project.mvn('verify')
    assert redis('master', 'get', 'mine') == 'kept'
}

return true
