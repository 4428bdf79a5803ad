def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def tell = { String key, String value -> project.exec("${app}.master.redis", 'redis-cli', 'set', key, value) }
def until = { String what, Closure<Boolean> condition ->
    long end = System.currentTimeMillis() + 300_000
    while (!condition()) {
        assert System.currentTimeMillis() < end: what
        Thread.sleep(50)
    }
}
def running = { String name -> project.container(name)?.State?.Running }

project.onEngine {
    // a step that no builder has in its cache
    project.write('Dockerfile', project.read('Dockerfile').replace('echo building', "echo building ${System.nanoTime()}"))
    def sha = project.repository()
    def candidate = "${app}.master.${sha.take(7)}".toString()

    // SIGTERM while the image is built: nothing is left
    def building = project.start('verify')
    building.said('sleep 5')
    building.end()
    assert building.log.contains('Interrupted.')
    assert project.images() == []
    assert project.objects() == []

    // SIGKILL while services start: they are there, labelled, and the next run goes on with them
    def starting = project.start('verify')
    starting.said('start service slow')
    until('the slow service runs') { running("${app}.master.slow") }
    starting.end(true)
    def image = project.image("$app/master:${sha.take(7)}").Id
    def redis = project.container("${app}.master.redis").Id
    def slow = project.container("${app}.master.slow").Id

    // SIGTERM while a suite runs: it is stopped, and told with all that is left
    tell('suite', 'slow')
    def verifying = project.start('verify')
    verifying.said('[unit] begins')
    until('the suite waits') { running("${candidate}.unit") }
    verifying.end()
    assert !running("${candidate}.unit")
    ["network ${app}.master", "container ${app}.master.redis", "container ${app}.master.slow", "container ${candidate}.unit"].each {
        assert verifying.log.contains(it): it
    }
    assert verifying.log.contains("io.drydock.app=$app")
    assert verifying.log.contains('mvn docker:down removes it')
    assert project.containers('app') == []
    assert project.volumes('record') == []

    // SIGKILL while the app gets ready
    tell('suite', 'fast')
    tell('app', 'slow')
    def serving = project.start('verify')
    serving.said('run app')
    until('the candidate runs') { running(candidate) }
    serving.end(true)
    assert project.volumes('record').size() == 1

    // the next run ends right, and nothing is there twice
    tell('app', 'fast')
    def last = project.mvn('verify')
    assert last.log.contains('verified already')
    assert project.environment().outcome == 'RUNNING'
    assert project.containers() == ['app', 'redis', 'slow'].collect { "${app}.master.$it".toString() }
    assert project.container("${app}.master.redis").Id == redis
    assert project.container("${app}.master.slow").Id == slow
    assert project.container("${app}.master.app").Image == image
    assert project.networks() == ["${app}.master"]*.toString()
    assert project.images() == ["$app/master:${sha.take(7)}", "$app/master:verified"]*.toString()
    assert project.get("${project.environment().app.url}/tell").contains('GET %s')
    project.mvn('docker:down')
    assert project.objects() == []
}

return true
