def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def broken = { String old, String text -> project.replace('pom.xml', old, text) }

project.onEngine {
    project.repository()

    // it ends at once
    def ended = project.fails('verify')
    assert ended.outcome == 'SERVICE_NOT_READY'
    assert ended.what == 'service broken is not ready'
    assert ended.why[0] ==~ /it ended with exit code 7; "running" had not passed after \d+\.\d s.*/
    assert ended.why.tail() == ["last lines of ${app}.master.broken:".toString(), '  cannot read my configuration']
    assert ended.next[0] == "docker logs ${app}.master.broken"
    assert project.output("logs/${app}.master.broken.log").text.contains('cannot read my configuration')
    assert project.environment().with { outcome == 'SERVICE_NOT_READY' && failure.why.contains('exit code 7') }
    assert project.container("${app}.master.broken").State.ExitCode == 7

    // it ends and is restarted over and over
    broken('<restart>no</restart>', '<restart>unless-stopped</restart>')
    def crashing = project.fails('verify')
    assert crashing.outcome == 'SERVICE_NOT_READY'
    assert crashing.reason().contains('cannot read my configuration')
    assert !project.container("${app}.master.broken").State.Running

    // it runs, and never answers
    broken("sh -c 'echo cannot read my configuration; exit 7'", "sh -c 'echo starting slowly; sleep 100000'")
    broken('<timeout>3</timeout>', '<timeout>3</timeout><waits><wait><tcp>8080</tcp></wait></waits>')
    def never = project.fails('verify')
    assert never.outcome == 'SERVICE_NOT_READY'
    assert never.why[0] ==~ /.*8080.* did not pass within 3 s; the last answer: .+/
    assert never.reason().contains('starting slowly')
    assert never.next.any { it.contains('<timeout> of service broken') }

    // it uses more memory than it may
    broken('<waits><wait><tcp>8080</tcp></wait></waits>', '<waits><wait><tcp>8080</tcp></wait></waits><memory>16m</memory>')
    broken('echo starting slowly; sleep 100000', 'echo growing; exec dd if=/dev/zero of=/dev/null bs=256M')
    broken('<restart>unless-stopped</restart>', '<restart>no</restart>')
    assert project.fails('verify').outcome == 'OUT_OF_MEMORY'

    // an optional one is left out with a warning
    broken('<name>broken</name>', '<name>broken</name><required>false</required>')
    def optional = project.mvn('verify')
    assert optional.log =~ /\[WARNING\] service broken is not ready: .*/
    assert project.environment().services*.name == ['fine']

    // its health is asked for, and its image knows none
    broken('<tcp>8080</tcp>', '<healthy/>')
    broken('<required>false</required>', '')
    def unhealthy = project.fails('verify')
    assert unhealthy.outcome == 'CONFIG_ERROR'
    assert unhealthy.reason() == '<healthy/> needs a healthcheck, and image busybox:1.36 has none'

    // its image is neither here nor anywhere
    project.write('pom.xml', project.read('pom.xml').replaceFirst('(?s)<name>broken</name>.*?</service>',
            '<name>broken</name><image>127.0.0.1:9/no/such:image</image></service>'))
    def absent = project.fails('verify')
    assert absent.outcome == 'ENGINE_ERROR'
    assert absent.what == 'image 127.0.0.1:9/no/such:image is not on the engine and could not be pulled'
    assert absent.next[0] == 'docker pull 127.0.0.1:9/no/such:image'
    project.mvn('docker:down')
    assert project.objects() == []
}

return true
