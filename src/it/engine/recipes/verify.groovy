import java.nio.file.FileSystems

def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def recipes = new File(support, '../../../docs/ci')

// a clone as the CI makes it: with history, at a commit and not on a branch
def checkout = { String ci, String commit ->
    def clone = new File(basedir, "clone-$ci")
    assert !clone.exists() || clone.deleteDir()
    project.git('clone', '-q', '--no-checkout', project.folder.path, clone.path)
    project.git('-C', clone.path, 'checkout', '-q', '--detach', commit)
    clone
}

def command = { String recipe, String pattern ->
    def found = new File(recipes, recipe).text =~ pattern
    assert found.find(): "$recipe runs no Maven"
    def words = found.group(1).split(' ') as List
    assert words.head() == 'mvn' && !found.find()
    words.tail() as String[]
}

def files = { File folder, String glob ->
    def matcher = FileSystems.default.getPathMatcher("glob:$glob")
    def all = []
    folder.eachFileRecurse { if (it.file && matcher.matches(folder.toPath().relativize(it.toPath()))) { all << it } }
    all
}

project.onEngine {
    project.repository()
    def variables = [
        jenkins: { branch, sha -> [BRANCH_NAME: branch, JOB_NAME: "app/$branch", BUILD_NUMBER: '7', GIT_COMMIT: sha, GIT_BRANCH: branch] },
        github: { branch, sha -> [CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REF_TYPE: 'branch',
                GITHUB_REF: "refs/heads/$branch", GITHUB_REF_NAME: branch, GITHUB_SHA: sha, GITHUB_HEAD_REF: '', GITHUB_BASE_REF: ''] },
        gitlab: { branch, sha -> [CI: 'true', GITLAB_CI: 'true', CI_COMMIT_BRANCH: branch, CI_COMMIT_REF_NAME: branch,
                CI_COMMIT_SHA: sha, CI_PIPELINE_SOURCE: 'push', CI_DEFAULT_BRANCH: 'master'] },
    ]
    def commands = [
        jenkins: command('Jenkinsfile', /sh '(mvn [^']*)'/),
        github: command('github-actions.yml', /run: (mvn .*)/),
        gitlab: command('gitlab-ci.yml', /- (mvn .*)/),
    ]
    new GroovyShell().parse(new File(recipes, 'Jenkinsfile'))

    def before = project.head()
    variables.each { ci, of ->
        def branch = "topic/On-$ci".toString()
        project.git('checkout', '-q', '-B', branch, before)
        project.write('www/version', "$ci\n")
        def sha = project.commit("For $ci")
        def clone = checkout(ci, sha)
        project.mvn(*commands[ci], in: clone, env: of(branch, sha))
        def result = project.environment(clone)
        assert [result.outcome, result.branch, result.commit] == ['RUNNING', branch, sha]
        assert project.get("${result.app.url}/version") == "$ci\n"

        // what the recipe keeps is there
        assert files(clone, 'target/docker/reports/**/*.xml').size() == 1
        ['target/docker/environment.json', 'target/docker/report.html', 'target/docker/logs/**'].each { assert files(clone, it): it }
    }

    // an older commit that comes late does no harm, and the CI stays green
    def last = project.head()
    def late = checkout('gitlab', before)
    def run = project.mvn(*commands.gitlab, 'docker:run', in: late, env: variables.gitlab('topic/On-gitlab', before))
    assert run.log.contains("[WARNING] commit ${before.take(7)} does not replace the running app: commit ${last.take(7)} runs, and it comes after this one")
    assert run.log.contains('left out: a newer commit of the branch took over')
    assert project.environment(late).with { outcome == 'SUPERSEDED' && failure.why.contains(last.take(7)) }
    def serving = "${app}.${project.slug('topic/On-gitlab')}.app"
    assert project.container(serving).Config.Labels['io.drydock.commit'] == last

    // one that is overtaken in the midst of its suite ends there, red or, as the recipe has it, green; what serves serves on
    def untouched = { project.container(serving).with { [Id, State.StartedAt, State.Running] } }
    def served = untouched()
    def overtaken = { String slow, String... arguments ->
        project.write('www/slow', "$slow\n")
        def sha = project.commit("Be slow: $slow")
        def clone = checkout(slow, sha)
        def began = project.start(*arguments, in: clone, env: variables.gitlab('topic/On-gitlab', sha))
        began.said("[unit] $slow")
        [run: began, clone: clone, sha: sha]
    }
    def ended = { Map older, String newer, int exit ->
        assert older.run.await() == exit: older.run.log
        project.environment(older.clone).with {
            assert outcome == 'SUPERSEDED'
            assert failure.why.contains(newer.take(7))
        }
        assert !project.containers().any { it.contains(older.sha.take(7)) }
        assert untouched() == served
    }
    def red = overtaken('red', 'verify')
    def green = overtaken('green', *commands.gitlab)
    ended(red, green.sha, 1)
    project.failure(red.run).with {
        assert outcome == 'SUPERSEDED'
        assert reason().contains(green.sha.take(7))
    }
    project.git('rm', '-q', 'www/slow')
    def newest = project.commit('Be quick again')
    def quick = checkout('quick', newest)
    project.mvn('docker:services-up', in: quick, env: variables.gitlab('topic/On-gitlab', newest))
    ended(green, newest, 0)
    assert green.run.log.contains("commit ${newest.take(7)} of the branch, which comes after this one, has begun")
    assert green.run.log.contains('left out: a newer commit of the branch took over')
    project.mvn(*commands.gitlab, in: quick, env: variables.gitlab('topic/On-gitlab', newest))
    assert project.container(serving).Config.Labels['io.drydock.commit'] == newest
}

return true
