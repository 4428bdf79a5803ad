def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def tree = { String image -> project.docker('run', '--rm', '--label', 'io.drydock.test=master-jar', image, 'unzip', '-p', '/app.jar', 'tree') }

project.onEngine {
    def root = project.repository()
    project.git('checkout', '-q', '-b', 'topic')
    project.write('src/main/resources/tree', 'topic\n')
    def topic = project.commit('Topic')

    // master's jar is built in master's tree, by this Maven, without our goals
    def run = project.mvn('package')
    assert tree("$app/master:${root.take(7)}") == 'master'
    assert tree("$app/topic:${topic.take(7)}") == 'topic'
    assert run.log.contains("building master's output: ")
    assert run.log.contains('[master] ')
    assert !new File(project.folder, 'target/classes/tree').text.contains('master')

    // and no Dockerfile in a module that is no parent
    project.git('rm', '-q', 'Dockerfile')
    project.commit('No Dockerfile')
    def missing = project.fails('package', '-Ddocker.master-image.skip')
    assert missing.outcome == 'CONFIG_ERROR'
    assert missing.what == 'there is no Dockerfile'
    assert missing.reason() == "${project.folder}/Dockerfile does not exist"
    assert missing.next.any { it.contains('docker.image.dockerfile') }
}

return true
