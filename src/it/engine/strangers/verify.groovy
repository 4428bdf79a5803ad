def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def mine = ['--label', 'io.drydock.test=strangers'] as String[]

/** The goal fails and names the object; once it is away, the next goal is reached. */
def taken = { String type, String name, Closure make, List<String> removal ->
    make()
    def before = project.inspect(type, name)
    def failure = project.fails('verify')
    assert failure.outcome == 'ENGINE_ERROR'
    assert failure.what == "the $type name $name is taken"
    assert failure.reason().contains("it was not made by Drydock for app $app, branch master")
    assert failure.next.any { it.contains("docker ${removal.join(' ')}") || it.contains('docker network rm') }
    assert project.inspect(type, name) == before
    project.docker(*removal)
    failure
}

project.onEngine {
    def sha = project.repository()
    try {
        // an image that bears the tag of this commit
        taken('image', "$app/master:${sha.take(7)}", { project.docker('tag', 'busybox:1.36', "$app/master:${sha.take(7)}") },
                ['rmi', "$app/master:${sha.take(7)}".toString()])

        // a network
        taken('network', "${app}.master", { project.docker('network', 'create', *mine, '--subnet', '10.250.99.0/28', "${app}.master") },
                ['network', 'rm', "${app}.master".toString()])

        // a container with the name of a service, of another Drydock app
        def other = taken('container', "${app}.master.redis", {
            project.docker('run', '-d', *mine, '--label', 'io.drydock.app=other', '--label', 'io.drydock.branch=topic',
                    '--name', "${app}.master.redis", 'busybox:1.36', 'sleep', '100000')
        }, ['rm', '-f', "${app}.master.redis".toString()])
        assert other.reason().contains('it belongs to app other, branch topic')

        assert project.volumes('volume') == []

        // a volume
        taken('volume', "${app}.master.redis.data", { project.docker('volume', 'create', *mine, "${app}.master.redis.data") },
                ['volume', 'rm', "${app}.master.redis.data".toString()])

        // the app's own name
        taken('container', "${app}.master.app", {
            project.docker('run', '-d', *mine, '--name', "${app}.master.app", 'busybox:1.36', 'sleep', '100000')
        }, ['rm', '-f', "${app}.master.app".toString()])

        // a user's container of our image inherits the image's labels, and is the user's all the same
        project.mvn('verify')
        project.docker('run', '-d', *mine, '--name', "${app}-mine", '--network', "${app}.master", "$app/master:${sha.take(7)}",
                'sleep', '100000')
        def before = project.container("${app}-mine")
        assert before.Config.Labels['io.drydock.image.app'] == app
        project.mvn('verify')
        assert project.container("${app}-mine") == before
        // nor does a container of others in the network of an environment get lost with it
        def down = project.fails('docker:down')
        assert down.outcome == 'ENGINE_ERROR'
        assert down.reason().contains("${app}-mine")
        assert project.container("${app}-mine").State.Running
        assert project.containers() == []
    } finally {
        project.docker('ps', '-aq', '--filter', 'label=io.drydock.test=strangers').readLines().each { project.docker('rm', '-f', it) }
        project.docker('network', 'ls', '-q', '--filter', 'label=io.drydock.test=strangers').readLines().each { project.docker('network', 'rm', it) }
        project.docker('volume', 'ls', '-q', '--filter', 'label=io.drydock.test=strangers').readLines().each { project.docker('volume', 'rm', it) }
    }
}

return true
