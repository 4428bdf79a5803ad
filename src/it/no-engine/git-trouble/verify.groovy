import java.nio.file.Files

def project = evaluate(new File(support, 'project.groovy'))
def nowhere = [DOCKER_HOST: 'tcp://127.0.0.1:9', DOCKER_CONTEXT: '']

// a folder that no repository holds
def outside = Files.createTempDirectory('it-git-trouble').toFile()
try {
    ['pom.xml', 'Dockerfile'].each { new File(outside, it).text = project.read(it) }
    def none = project.fails('package', env: nowhere, in: outside)
    assert none.outcome == 'GIT_ERROR'
    assert none.what.endsWith('is not a git repository')
    assert none.reason() == 'neither it nor a folder above it is a git work tree'
    assert none.next == ['git init && git add . && git commit -m "First commit"']
    assert project.environment(outside).outcome == 'GIT_ERROR'
    assert project.environment(outside).failure.why == none.reason()
} finally {
    outside.deleteDir()
}

// a branch without a commit
project.git('init', '-q')
project.git('symbolic-ref', 'HEAD', 'refs/heads/topic')
def unborn = project.fails('package', env: nowhere)
assert unborn.outcome == 'GIT_ERROR'
assert unborn.reason() ==~ /branch topic in .* has no commit yet/

// a detached HEAD, and nobody names the branch
project.write('.gitignore', 'target/\n')
def sha = project.commit('First commit')
project.git('checkout', '-q', '--detach')
def detached = project.fails('package', env: nowhere)
assert detached.outcome == 'GIT_ERROR'
assert detached.what == 'the branch cannot be told'
['docker.branch', 'CHANGE_BRANCH', 'GITHUB_HEAD_REF', 'BRANCH_NAME', 'GITHUB_REF_NAME', 'CI_COMMIT_BRANCH', 'GIT_BRANCH'].each {
    assert detached.reason().contains(it)
}
assert detached.reason().contains("HEAD is detached at ${sha.take(7)}")
assert detached.next == ['-Ddocker.branch=<name>']

// what names it is no branch
def absurd = project.fails('package', env: nowhere + [BRANCH_NAME: 'a..b'])
assert absurd.outcome == 'GIT_ERROR'
assert absurd.reason().startsWith('BRANCH_NAME: ') && absurd.reason().contains('a..b')

return true
