def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def content = { String image, String file -> project.docker('run', '--rm', '--label', 'io.drydock.test=master', image, 'cat', file) }
def drop = { project.images().each { project.docker('rmi', '-f', it) } }

project.onEngine {
    def root = project.repository()

    // on master the master image is the branch image: one build, two tags
    def own = project.mvn('package')
    assert project.images() == ["$app/master:${root.take(7)}", "$app/master:latest"]*.toString()
    assert own.times("build image $app/master:${root.take(7)}: ") == 1
    assert own.log.contains("image $app/master:${root.take(7)} is there: nothing to build")
    assert project.image("$app/master:latest").with { Id == project.image("$app/master:${root.take(7)}").Id }
    assert project.image("$app/master:latest").Config.Labels['io.drydock.image.role'] == 'master'
    assert project.docker('ps', '-a', '--format', '{{.Names}}', '--filter', "label=io.drydock.image.app=$app") == ''

    // each commit of master makes a new one
    project.write('content/tree', 'newer master\n')
    def newer = project.commit('Master moves on')
    project.mvn('package')
    assert content("$app/master:latest", '/content/tree') == 'newer master'
    assert project.image("$app/master:latest").Config.Labels['io.drydock.image.commit'] == newer

    // a branch on an engine without master image: it comes from master's tree, not from what is checked out
    drop()
    project.git('checkout', '-q', '-b', 'topic')
    project.write('content/tree', 'topic\n')
    project.write('content/new', 'of the branch\n')
    def topic = project.commit('Topic')
    project.mvn('package')
    assert content("$app/master:latest", '/content/tree') == 'newer master'
    assert project.docker('run', '--rm', "$app/master:latest", 'ls', '/content') == 'tree'
    assert content("$app/topic:${topic.take(7)}", '/content/tree') == 'topic'
    assert project.docker('run', '--rm', "$app/topic:${topic.take(7)}", 'ls', '/content').readLines() == ['new', 'tree']
    assert project.environment().image.master == null || project.environment().image.master == "$app/master:${newer.take(7)}"
    def there = project.image("$app/master:latest").Id
    project.commit('Again')
    assert project.mvn('package').times("$app/master:latest is there") == 1
    assert project.image("$app/master:latest").Id == there

    // master does not build: the branch still gets its image, and it is said
    drop()
    project.git('checkout', '-q', 'master')
    project.replace('Dockerfile', 'echo built', 'echo cannot do that; exit 9; echo')
    project.commit('Break master')
    project.git('checkout', '-q', 'topic')
    def broken = project.mvn('package')
    assert broken.log =~ /\[WARNING\] no master image: .*/
    assert broken.log.contains('the branch image is built without one')
    assert project.images() == ["$app/topic:${project.head().take(7)}"]*.toString()
    // on master itself it is a failure
    project.git('checkout', '-q', 'master')
    def failure = project.fails('package')
    assert failure.outcome == 'BUILD_FAILED'
    assert failure.reason().contains('cannot do that') && failure.toString().contains('exit 9')
    assert project.environment().outcome == 'BUILD_FAILED'

    // master has no Dockerfile yet
    drop()
    project.git('rm', '-q', 'Dockerfile')
    project.commit('No Dockerfile')
    project.git('checkout', '-q', 'topic')
    def without = project.mvn('package')
    assert without.log =~ /\[WARNING\] no master image: there is no Dockerfile.*/
    assert project.images() == ["$app/topic:${project.head().take(7)}"]*.toString()

    // there is no master branch at all
    drop()
    project.git('branch', '-D', 'master')
    def gone = project.mvn('package')
    assert gone.log =~ /\[WARNING\] .*no master branch.*-Ddocker.master.branch=<branch>.*/
    assert project.images() == ["$app/topic:${project.head().take(7)}"]*.toString()
}

return true
