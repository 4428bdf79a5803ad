import groovy.json.JsonSlurper

def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def maven = "${app}.maven".toString()

project.onEngine {
    project.repository()
    project.docker('create', '--name', maven, '--label', 'io.drydock.test', '-v', '/var/run/docker.sock:/var/run/docker.sock',
            '-w', '/project', 'maven:3.9-eclipse-temurin-17', 'sh', '-c',
            // where its artifacts came from is of no interest there
            'find /repository -name _remote.repositories -delete && exec mvn -B -o -ntp -Dmaven.repo.local=/repository verify')
    try {
        project.docker('cp', "${project.folder.path}/.", "$maven:/project")
        project.docker('cp', "${localRepositoryPath}/.", "$maven:/repository")
        def log = project.docker('start', '-a', maven)

        // Maven's container has joined the branch's network, and reaches services where containers do
        assert log.contains('start service redis: ready')
        assert project.container(maven).NetworkSettings.Networks.keySet() == ['bridge', "${app}.master".toString()] as Set
        project.docker('cp', "$maven:/project/target/docker/environment.json", project.folder.path)
        def result = new JsonSlurper().parse(new File(project.folder, 'environment.json'))
        assert result.outcome == 'SERVICES_READY'
        result.services.each { service ->
            assert service.host == service.ip
            assert service.ip == project.ip("${app}.master.${service.name}")
            assert !project.container("${app}.master.${service.name}").HostConfig.PortBindings
        }
        assert project.container("${app}.master.web").Config.Env.contains("REDIS_HOST=${result.services[0].ip}".toString())

        // from here they are right as they are
        project.mvn('verify')
        assert project.environment().services.every { it.reused }
        project.mvn('docker:down')
    } finally {
        project.docker('rm', '-f', '-v', maven)
    }
}

return true
