import groovy.json.JsonSlurper

def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def suite = { String text, String message ->
    project.write('suite/unit', text)
    project.commit(message)
}

project.onEngine {
    project.repository()

    // tests skipped: an image and services, and neither verified nor run
    def skipped = project.mvn('verify', '-DskipTests')
    assert skipped.times('docker:verify is skipped (skipTests)') == 1
    assert skipped.times('docker:run is skipped (skipTests)') == 1
    assert project.environment().outcome == 'UNVERIFIED'
    assert project.containers('app') == []

    // what nobody verified does not run, unless it is said loudly
    def refused = project.fails('docker:run')
    assert refused.outcome == 'CONFIG_ERROR'
    assert refused.reason().contains("$app/master:${project.head().take(7)}")
    assert refused.next.any { it.contains('-Ddocker.run.unverified=true') }
    assert project.containers('app') == []
    def loud = project.mvn('docker:run', '-Ddocker.run.unverified=true')
    assert loud.log.contains("IMAGE $app/master:${project.head().take(7)} IS NOT VERIFIED")
    assert project.containers('app') == ["${app}.master.app"]*.toString()

    // a commit that passes
    project.mvn('verify')
    assert project.environment().outcome == 'RUNNING'
    def good = project.container("${app}.master.app")

    // a new clone of it finds the record on the engine
    def clone = new File(project.folder.parentFile, 'clone')
    clone.deleteDir()
    project.git('clone', '-q', project.folder.path, clone.path)
    def elsewhere = project.mvn('verify', in: clone)
    assert elsewhere.log.contains('verified already')
    assert project.container("${app}.master.app").Id == good.Id

    // failing tests: their reports and logs are out, the container is there, what ran before serves
    def failing = suite('mkdir /reports && cp /suite/TEST-unit.xml /reports; echo the last words; exit 3\n', 'Fail')
    def container = "${app}.master.${failing.take(7)}.unit".toString()
    def failed = project.failed('verify')
    def failure = project.failure(failed)
    assert failure.goal == 'verify'
    assert failure.outcome == 'TESTS_FAILED'
    assert failure.what == 'suite unit failed'
    assert failure.why == ['its command ended with exit code 3; 2 tests, 1 failed',
        '  org.example.UnitTest.subtracts: expected 1 but was 2',
        "container $container is kept, with its network and services".toString()]
    assert failure.next == ['mvn docker:logs', 'mvn docker:shell']
    assert !failed.log.contains('second runs')
    project.environment().with { result ->
        assert result.outcome == 'TESTS_FAILED'
        assert result.failure.what == 'suite unit failed'
        assert result.suites*.name == ['unit']
        assert result.suites[0].container == container
        assert result.suites[0].exitCode == 3
        assert result.suites[0].tests.failures*.test == ['org.example.UnitTest.subtracts']
    }
    assert project.output("logs/${container}.log").text.contains('the last words')
    assert project.output('reports/unit').directory
    project.container(container).State.with {
        assert !Running
        assert ExitCode == 3
    }
    assert project.networks() == ["${app}.master"]*.toString()
    assert project.container("${app}.master.redis").State.Running
    assert project.container("${app}.master.app").with { Id == good.Id && State.Running }
    assert project.image("$app/master:verified").Id == good.Image

    // what failed is all in one folder, and the XML lies where CI servers look
    assert project.output('failure/outcome.txt').text.startsWith('TESTS_FAILED: suite unit failed')
    assert project.output('failure/commands.txt').readLines().containsAll(['mvn docker:logs', 'mvn docker:shell', "docker diff $container".toString()])
    assert project.output('failure/environment.json').text == project.output('environment.json').text
    assert project.output("failure/logs/${container}.log").text.contains('the last words')
    assert project.output("failure/logs/${app}.master.redis.log").file
    assert project.output('failure/reports/unit/TEST-unit.xml').file
    assert new JsonSlurper().parse(project.output("failure/inspect/${container}.json")).State.ExitCode == 3
    assert project.output('failure/probes.txt').readLines().any { it.contains("${app}.master.redis ") && it.contains('passed') }
    assert new File(project.folder, 'target/surefire-reports/TEST-docker-unit.unit.xml').file

    // it is opened again: without a terminal a command runs in it, and its exit code is the build's
    assert project.mvn('docker:logs').log.contains('the last words')
    assert project.fails('docker:shell').what == 'a shell needs a terminal'
    project.docker('stop', '-t', '1', "${app}.master.redis")
    def command = project.failed('docker:shell', '-Ddocker.command=test -f /reports/TEST-unit.xml && echo at $REDIS_HOST && exit 7')
    assert project.failure(command).with { outcome == 'TESTS_FAILED' && what == 'the command ended with exit code 7' }
    assert command.log.contains("at ${project.ip("${app}.master.redis")}")
    assert project.container("${app}.master.redis").State.Running

    // at a terminal: what is typed, the window's size, Ctrl-C and the exit code
    def shell = project.startAtTerminal('docker:shell')
    shell.said("opening a copy of $container")
    shell.type('test -f /reports/TEST-unit.xml && echo kept=$((1 + 1)) at $REDIS_HOST=\n')
    shell.said("kept=2 at ${project.ip("${app}.master.redis")}=")
    shell.resize(101, 37)
    shell.type('until stty size | grep "37 101"; do sleep 0.1; done; echo resized=$((2 + 2))\n')
    shell.said('resized=4')
    shell.type('echo sleeping=$((3 + 3)); sleep 1000\n')
    shell.said('sleeping=6')
    Thread.sleep(500)
    shell.type('\u0003')
    shell.type('echo code=$?=\n')
    shell.said('code=130=')
    shell.type('exit 9\n')
    assert shell.await() == 0
    assert shell.log.contains("the shell ended with exit code 9; $container is as it was")
    assert project.containers('shell') == []

    assert project.fails('docker:run').what == 'the app does not run: its image is not verified'

    // all are run where that is wanted; the first failure is the one that is told
    def all = project.failed('verify', '-Ddocker.verify.failAtEnd')
    assert all.log.contains('[second] second runs')
    assert project.failure(all).what == 'suite unit failed'
    assert project.environment().suites*.exitCode == [3, 0]

    // one that does not end
    suite('sleep 1000\n', 'Hang')
    def hanging = project.fails('verify')
    assert hanging.outcome == 'TIMEOUT'
    assert hanging.reason() == 'it ran past its limit of 20 s and was killed'
    assert project.environment().suites[0].exitCode == null

    // one that needs more memory than it may have
    suite('echo growing; exec dd if=/dev/zero of=/dev/null bs=256M count=1\n', 'Grow')
    def grown = project.fails('verify')
    assert grown.outcome == 'OUT_OF_MEMORY'
    assert grown.reason().startsWith('it reached its memory limit of 32 MiB')

    // one whose command is not there
    project.replace('pom.xml', 'sh /suite/unit', 'no-such-command --now')
    project.commit('Misspell')
    def absent = project.fails('verify')
    assert absent.outcome == 'TESTS_FAILED'
    assert absent.what == 'suite unit could not run its command'
    assert absent.reason().contains('no-such-command') && absent.reason().contains('PATH there is /')
    assert project.container("${app}.master.app").with { Id == good.Id && State.Running }

    // nothing to verify with
    project.write('pom.xml', project.read('pom.xml').replaceFirst(/(?s)<verify>.*<\/verify>/, ''))
    project.commit('Verify nothing')
    def none = project.failed('verify')
    assert none.log.contains('no suites are configured: nothing is verified')
    assert project.failure(none).outcome == 'CONFIG_ERROR'
    assert project.environment().outcome == 'CONFIG_ERROR'
    clone.deleteDir()
}

return true
