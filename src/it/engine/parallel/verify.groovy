def project = evaluate(new File(support, 'project.groovy'))
def modules = ['bow', 'stern']
project.apps = (modules + 'rudder').collect { "it-parallel-$it".toString() }
def commit = { String module -> project.container("it-parallel-${module}.master.app").Config.Labels['io.drydock.commit'] }

project.onEngine {
    def sha = project.repository()

    // both at once, and each knows only its own
    def run = project.mvn('verify', '-T', '4', '-Dmaven.plugin.validation=VERBOSE')
    assert !(run.log =~ /(?i)thread-?safe/)
    assert !run.log.contains(' * io.drydock:drydock-maven-plugin')
    assert run.times('packaging pom and no Dockerfile: nothing to do') == 5
    modules.each { module ->
        def app = "it-parallel-$module"
        def result = project.environment(new File(project.folder, module))
        assert result.outcome == 'RUNNING'
        assert result.image.name == "$app/master:${sha.take(7)}"
        assert result.services*.container == ["${app}.master.redis".toString()]
        assert result.app.container == "${app}.master.app"
        assert project.get("${result.app.url}/name") == "$module\n"
        assert project.exec("${app}.master.app", 'ls', '/module').readLines().sort() == ['Dockerfile', 'pom.xml']
        assert project.ip("${app}.master.redis") == result.services[0].ip
        assert run.log.contains("[unit] $module on ${result.services[0].ip}")
        def logs = new File(project.folder, "$module/target/docker/logs").list()
        assert logs && logs.every { it.startsWith("${app}.master.") }
    }
    // the library has nothing to do with any of it, and one app is a service of another, which was verified before
    assert run.times('is skipped (docker.skip)') == 5
    assert run.log.contains('[unit] rudder asks bow')
    assert project.container('it-parallel-rudder.master.bow').Image == project.image("it-parallel-bow/master:${sha.take(7)}").Id
    assert project.networks() == ['it-parallel-bow.master', 'it-parallel-rudder.master', 'it-parallel-stern.master']
    assert project.containers().size() == 6
    assert project.images().size() == 9

    // again: nothing is done twice
    def before = project.containers().collectEntries { [it, project.container(it).Id] }
    def again = project.mvn('verify', '-T', '4')
    assert again.times('verified already') == 3
    assert project.containers().collectEntries { [it, project.container(it).Id] } == before

    // where one fails, the other is right all the same
    project.write('bow/Dockerfile', project.read('bow/Dockerfile').replace('echo bow', 'echo no bow today; false'))
    def next = project.commit('Break one')
    def failure = project.fails('verify', '-T', '4', '--fail-at-end')
    assert failure.outcome == 'BUILD_FAILED'
    assert project.environment(new File(project.folder, 'bow')).outcome == 'BUILD_FAILED'
    assert project.environment(new File(project.folder, 'stern')).outcome == 'RUNNING'
    assert [commit('stern'), commit('bow'), commit('rudder')] == [next, sha, sha]

    // mended, and gone on with where it failed
    project.git('revert', '--no-edit', 'HEAD')
    def mended = project.head()
    project.mvn('verify', '-rf', ':it-parallel-bow')
    assert ['bow', 'stern', 'rudder'].every { commit(it) == mended }

    // one app with all that it needs, and no other
    def last = project.commit('More')
    project.mvn('verify', '-pl', ':it-parallel-rudder', '-am')
    assert [commit('stern'), commit('bow'), commit('rudder')] == [mended, last, last]
    project.mvn('docker:down')
    assert project.objects() == []
}

return true
