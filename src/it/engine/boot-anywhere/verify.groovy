def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def boot = 'io.drydock:drydock-maven-plugin:' + (project.read('pom.xml') =~ /<version>(.*)<\/version>/)[0][1] + ':boot'

project.onEngine {
    project.repository()
    project.git('checkout', '-q', '-b', 'feature/a')
    project.write('www/branch', 'feature\n')
    def sha = project.commit('Feature')
    project.git('checkout', '-q', 'master')

    // a repository of this machine, and an empty folder to call Maven in
    def origin = new File(project.folder.parentFile, app + '.git')
    assert !origin.exists() || origin.deleteDir()
    project.git('clone', '-q', '--bare', '.', origin.path)
    def here = new File(project.folder, 'target/elsewhere')
    here.mkdirs()
    def url = { project.environment(here).app.url }

    // by its path: a branch with its services, its variables and the port that its image exposes
    def first = project.mvn(in: here, env: [GREETING: 'Hello'], boot, "-Ddocker.git=${origin.path}", '-Ddocker.branch=feature/a')
    def slug = project.slug('feature/a')
    project.environment(here).with {
        assert outcome == 'RUNNING'
        assert branch == 'feature/a'
        assert commit == sha
        assert image.name == "$app/$slug:${sha.take(7)}"
    }
    assert url() ==~ 'http://127.0.0.1:\\d+'
    assert project.get(url() + '/branch') == 'feature\n'
    assert project.get(url() + '/greeting') ==~ /Hello, redis at [\d.]+:6379\n/
    assert project.container("${app}.${slug}.redis").State.Running
    assert first.log.contains('cloning branch feature/a of ' + app)

    // by a URL, from the same folder: master beside it
    project.mvn(in: here, env: [GREETING: 'Hello'], boot, "-Ddocker.git=file://${origin.path}", '-Ddocker.branch=master')
    assert project.get(url() + '/branch') == 'master\n'
    assert project.container("${app}.master.app").State.Running
    assert project.container("${app}.${slug}.app").State.Running

    // what is not there
    def branch = project.fails(in: here, boot, "-Ddocker.git=${origin.path}", '-Ddocker.branch=none')
    assert branch.outcome == 'GIT_ERROR'
    assert branch.reason().contains('refs/heads/none')
    def source = project.fails(in: here, boot, '-Ddocker.git=/nowhere/shop.git', '-Ddocker.branch=master')
    assert source.outcome == 'GIT_ERROR'
    assert source.what == '/nowhere/shop.git cannot be cloned'
    assert source.reason().contains('not found')
    def unnamed = project.fails(in: here, boot, "-Ddocker.git=${origin.path}")
    assert unnamed.outcome == 'CONFIG_ERROR'
    assert unnamed.next.any { it.contains('-Ddocker.branch=') }
}

return true
