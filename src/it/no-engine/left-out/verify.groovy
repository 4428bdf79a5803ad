def project = evaluate(new File(support, 'project.groovy'))
def nowhere = [DOCKER_HOST: 'tcp://127.0.0.1:9']
def goals = ['master-image', 'branch-image', 'services-up', 'verify', 'run']

// a parent's packaging, and no Dockerfile: nothing to do, neither git nor the engine is asked
def parent = project.mvn('verify', env: nowhere)
assert parent.times('packaging pom and no Dockerfile: nothing to do') == goals.size()

def all = project.mvn('verify', '-Ddocker.skip', env: nowhere)
goals.each { assert all.times("docker:$it is skipped (docker.skip)") == 1 }

project.write('Dockerfile', 'FROM busybox:1.36\n')
def each = project.mvn('verify', *goals.collect { "-Ddocker.${it}.skip".toString() }, env: nowhere)
goals.each { assert each.times("docker:$it is skipped (docker.${it}.skip)") == 1 }

// tests skipped: neither verified nor run, one line each
['skipTests', 'skipITs', 'maven.test.skip'].each { flag ->
    def run = project.mvn('verify', "-D$flag", '-Ddocker.master-image.skip', '-Ddocker.branch-image.skip',
            '-Ddocker.services-up.skip', env: nowhere)
    assert run.times("docker:verify is skipped ($flag)") == 1
    assert run.times("docker:run is skipped ($flag)") == 1
}

return true
