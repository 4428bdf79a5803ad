def project = evaluate(new File(support, 'project.groovy'))
def app = project.app
def branch = { -> project.environment().branch }
def content = { String image -> project.docker('run', '--rm', '--label', 'io.drydock.test=identity', image, 'cat', '/content') }

project.onEngine {
    def sha = project.repository()

    // as a CI checks out: no branch at HEAD, its variable names it
    project.git('checkout', '-q', '--detach')
    project.mvn('package', env: [BRANCH_NAME: 'feature/Login_1'])
    assert project.environment().with { [it.branch, it.slug, it.commit, it.dirty] } ==
            ['feature/Login_1', project.slug('feature/Login_1'), sha, false]
    assert project.image("$app/${project.slug('feature/Login_1')}:${sha.take(7)}").Config.Labels['io.drydock.image.branch'] ==
            'feature/Login_1'

    // a pull request is its source branch, and never the master branch
    project.mvn('package', env: [BRANCH_NAME: 'PR-12', CHANGE_ID: '12', CHANGE_BRANCH: 'fix-counter', CHANGE_TARGET: 'master'])
    assert branch() == 'fix-counter'
    project.mvn('package', env: [BRANCH_NAME: 'PR-12', CHANGE_ID: '12', CHANGE_BRANCH: 'master', CHANGE_TARGET: 'master', CHANGE_FORK: 'someone'])
    assert branch() == 'pr-12'
    project.mvn('package', env: [GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/pull/7/merge', GITHUB_REF_NAME: '7/merge', GITHUB_HEAD_REF: 'master', GITHUB_BASE_REF: 'master'])
    assert branch() == 'pr-7'
    assert project.image("$app/master:${sha.take(7)}") == null
    project.mvn('package', '-Ddocker.branch=mine', env: [BRANCH_NAME: 'theirs'])
    assert branch() == 'mine'

    // a changed work tree is not passed off as its commit
    project.git('checkout', '-q', '-b', 'topic', sha)
    project.write('content', 'changed\n')
    project.mvn('package')
    def dirty = project.environment()
    assert dirty.dirty && dirty.image.built
    assert dirty.image.name ==~ "$app/topic:${sha.take(7)}-dirty-[0-9a-f]{8}"
    assert content(dirty.image.name) == 'changed'
    // unchanged, it is found again
    project.write('target/anything', 'the build folder does not count\n')
    project.mvn('package')
    assert project.environment().image.with { it.id == dirty.image.id && !it.built }
    // changed again, the new one takes the old one's place
    project.write('content', 'changed again\n')
    project.mvn('package')
    def changed = project.environment()
    assert changed.image.name != dirty.image.name
    assert project.images().findAll { it.startsWith("$app/topic:") } == [changed.image.name]
    assert content(changed.image.name) == 'changed again'
    // clean again, it is the commit's
    project.git('checkout', '-q', '--', 'content')
    project.mvn('package')
    assert project.environment().image.name == "$app/topic:${sha.take(7)}"
    assert content("$app/topic:${sha.take(7)}") == 'one'

    // a tag that bears another commit's label does not count
    project.write('content', 'two\n')
    def next = project.commit('Two')
    project.docker('tag', "$app/topic:${sha.take(7)}", "$app/topic:${next.take(7)}")
    def anew = project.mvn('package')
    assert anew.log =~ /\[WARNING\] image $app\/topic:${next.take(7)} is built anew: the tag carried commit $sha/
    assert content("$app/topic:${next.take(7)}") == 'two'
    assert project.image("$app/topic:${next.take(7)}").Config.Labels['io.drydock.image.commit'] == next
    assert project.objects() == []
}

return true
