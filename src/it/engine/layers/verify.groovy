def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def files = { String image ->
    project.docker('run', '--rm', '--label', 'io.drydock.test=layers', '--user', '0', image, 'sh', '-c',
            "cd /app; find . | sort | xargs stat -c '%N %f %u %g %Y'; find . -type f | sort | xargs md5sum")
}

project.onEngine {
    def sha = project.repository()
    def image = "$app/master:${sha.take(7)}".toString()

    // the table: what each instruction added, how many layers there are, what is carried for nothing
    def table = project.mvn('docker:branch-image', 'docker:layers').log
    int count = project.image(image).RootFS.Layers.size()
    assert table =~ /# +SIZE +CUMULATIVE +INSTRUCTION/
    assert table =~ /\d+ +3\.\d MB +\S+ MB +RUN dd if=/
    assert table.contains("$count layers of at most 127")
    assert table =~ /wasted: 3\.\d MB that later layers delete or overwrite/
    assert table =~ /3\.\d MB +\/?app\/large/

    // as checks
    def many = project.fails('docker:layers', "-Ddocker.layers.max=${count - 1}")
    assert many.outcome == 'BUILD_FAILED'
    assert many.reason() == "$count layers, and docker.layers.max is ${count - 1}"
    assert many.next.any { it.contains('docker:flatten') }
    def waste = project.fails('docker:layers', '-Ddocker.layers.maxWaste=1m')
    assert waste.outcome == 'BUILD_FAILED'
    assert waste.reason().contains('docker.layers.maxWaste is 1048576')

    // one layer on the base: the same files, the same configuration, nothing wasted, and both checks pass
    def before = files(image)
    def old = project.image(image)
    project.mvn('docker:flatten', 'docker:layers', '-Ddocker.layers.max=' + (project.image('busybox:1.36').RootFS.Layers.size() + 1),
            '-Ddocker.layers.maxWaste=0')
    def flat = project.image(image)
    assert flat.Id != old.Id
    assert files(image) == before
    ['Env', 'Cmd', 'Entrypoint', 'User', 'WorkingDir', 'Labels'].each { assert flat.Config[it] == old.Config[it] }
    assert flat.RootFS.Layers.size() == project.image('busybox:1.36').RootFS.Layers.size() + 1
    assert flat.RootFS.Layers.take(flat.RootFS.Layers.size() - 1) == project.image('busybox:1.36').RootFS.Layers
    assert flat.Size < old.Size - 3_000_000
    assert project.docker('run', '--rm', '--label', 'io.drydock.test=layers', image) == 'two'
}

return true
